import type { Database } from '../data/database.ts';
import type { Encryption } from '../data/encryption.ts';
import type { KeyUses } from '../data/key-use.ts';
import { createLoaders, type Loaders } from '../data/loaders.ts';
import type { VisibleProjects } from '../data/visibility.ts';
import { randomBase62, sequentialBase62 } from '../lib/random-id.ts';
import type { Actor } from './actor.ts';
import type { RateLimitBudget } from './rate-budget.ts';

/** The prefix of an id tells what it names. */
export type IdPrefix =
  | 'org'
  | 'proj'
  | 'key'
  | 'aud'
  | 'ac'
  | 'ca'
  | 'ti'
  | 'ses'
  | 'log'
  | 'ws'
  | 'whd'
  | 'evt'
  | 'mcp';

/** Where webhooks may go beside https addresses of the internet, as the operator says. */
export type WebhookDestinations = {
  /** This machine, with http too. For development. */
  readonly allowInsecure: boolean;
  /** The operator's own network, and this machine. */
  readonly allowPrivate: boolean;
};

/** Where a request comes from, as far as it is known. */
export type Client = {
  /** IPv4 or IPv6, without a port. Null: the process sent it, the client has gone away, or its proxy does not name it. */
  readonly ip: string | null;
  /** The other end of the connection: the client itself or the last proxy. Null: it has gone away. */
  readonly peer: string | null;
  /** As the client names itself, cut to 512 characters. Null: it does not. */
  readonly userAgent: string | null;
};

/** What the process does of its own accord comes from nowhere. */
export const NO_CLIENT: Client = { ip: null, peer: null, userAgent: null };

/** What is left of the budget that is nearest to its end, this request counted. */
export type RateLimitState = {
  readonly budget: RateLimitBudget;
  /** Points a minute. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
  /** What this request took of it. */
  readonly cost: number;
};

/** A key of which points are taken. */
export type SpendingKey = {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string | null;
};

/** Everything that a domain operation may reach: one for each request. */
export type Scope = {
  readonly db: Database;
  readonly keyUses: KeyUses;
  readonly encryption: Encryption;
  readonly webhookDestinations: WebhookDestinations;
  /** Points a minute of an organization for project traffic. 0: no limit. */
  readonly trafficPerMinute: number;
  /** Where clients reach this server, without a slash at the end. Known for sure only once it listens. */
  readonly publicUrl: () => string;
  readonly actor: Actor;
  readonly client: Client;
  readonly requestId: string | null;
  /** The project that the header `x-project-id` names, not checked yet. */
  readonly requestedProjectId: string | null;
  /** Null: no limit holds for this request. */
  readonly rateLimit: () => RateLimitState | null;
  /** Takes a point of the limits that a key has of its own, and its project. False: there is none left. */
  readonly spend: (apiKey: SpendingKey) => Promise<boolean>;
  readonly now: () => Date;
  /** When the request began: one moment for all reads that depend on the time. */
  readonly startedAt: Date;
  readonly newId: (prefix: IdPrefix) => string;
  /** Reads by id for one caller; forgotten after each write, so that nobody reads what was. */
  readonly loaders: (visible: VisibleProjects) => Loaders;
};

export type Clock = Pick<Scope, 'now' | 'newId'>;

const ID_LENGTH = 16;

/** Of what may be open to whoever knows its address (012): not even a part of it can be known. */
const secretive: ReadonlySet<IdPrefix> = new Set(['mcp']);

export const systemClock: Clock = {
  now: () => new Date(),
  newId: (prefix) => {
    const text = secretive.has(prefix) ? randomBase62(ID_LENGTH) : sequentialBase62(new Date(), ID_LENGTH);
    return `${prefix}_${text}`;
  },
};

const idPattern = /^([a-z]+)_[0-9A-Za-z]{16}$/;

/** The prefix of a well-formed id; null for any other text, which then names nothing. */
export function idPrefix(id: string): string | null {
  return idPattern.exec(id)?.[1] ?? null;
}

type Request = Pick<Scope, 'actor' | 'client' | 'requestId' | 'requestedProjectId'> &
  Partial<Pick<Scope, 'rateLimit' | 'spend'>>;

/** What the requests of a process share. */
export type Store = Pick<
  Scope,
  'db' | 'keyUses' | 'encryption' | 'webhookDestinations' | 'trafficPerMinute' | 'publicUrl'
>;

const noLimit = () => null;
const spendFreely = async () => true;

export function createScope(store: Store, request: Request, { now, newId }: Clock): Scope {
  const { db, keyUses, encryption, webhookDestinations, trafficPerMinute, publicUrl } = store;
  const { actor, client, requestId, requestedProjectId, rateLimit = noLimit, spend = spendFreely } = request;
  const loaders = new Map<string, Loaders>();
  const afterwards = <Result>(write: Promise<Result>) => write.finally(() => loaders.clear());
  return {
    db: {
      read: db.read,
      write: (statement, args) => afterwards(db.write(statement, args)),
      transaction: (work) => afterwards(db.transaction(work)),
      prisma: db.prisma,
    },
    keyUses,
    encryption,
    webhookDestinations,
    trafficPerMinute,
    publicUrl,
    actor,
    client,
    requestId,
    requestedProjectId,
    rateLimit,
    spend,
    now,
    newId,
    startedAt: now(),
    loaders: (visible) => {
      const caller = `${visible.organizationId}/${visible.visibleProjectIds?.join() ?? ''}`;
      const made = loaders.get(caller) ?? createLoaders(db, visible);
      loaders.set(caller, made);
      return made;
    },
  };
}

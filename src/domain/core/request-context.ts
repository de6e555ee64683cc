import { randomBase62, sequentialBase62 } from '../../lib/random-id.ts';
import {
  type Database,
  type DatabaseTransaction,
  type DecidedTransaction,
  runStatement,
} from '../../postgres/database.ts';
import type { Encryption } from '../../postgres/encryption/cipher.ts';
import type { Statement } from '../../postgres/query/statement.ts';
import { PROCESS_SHARE, type TenantShare } from '../../postgres/share.ts';
import type { Owner, VisibleProjects } from '../../postgres/tenancy.ts';
import { lockKeysExclusively } from '../../repositories/api-key/key-lock.ts';
import type { LastUsedTracker } from '../../repositories/api-key/last-used.ts';
import { createLoaders, type Loaders } from '../../repositories/loaders.ts';
import type { Actor } from './actor.ts';
import { authenticateInTransaction } from './key-authentication.ts';
import type { RateLimitBudget } from './rate-budget.ts';

export type { TenantShare as Share } from '../../postgres/share.ts';

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
  | 'mcp'
  | 'pcfg'
  | 'pquo';

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
export type RateLimitedKey = {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string | null;
};

/** The database as it is open to the actor of a scope. A write by a key is decided against the row of the key, in the transaction
 *  that commits it. Throws UNAUTHENTICATED or FORBIDDEN, as authentication does, for a key that has been ended or limited since. */
export type ScopeDatabase = Omit<Database, 'transaction' | 'write'> & {
  /** A statement that checks the key of its sender does so itself; any other is sent in a transaction. */
  write<Args, Row>(statement: Statement<Args, Row>, args: Args): Promise<readonly Row[]>;
  /** `alone`: the owner of the keys by which nothing is written meanwhile, for what ends or limits keys and for settings that writes
   *  read. It queues fairly: writes cannot keep it waiting by coming one after the other. */
  transaction<Result>(work: (tx: DecidedTransaction) => Promise<Result>, alone?: Owner): Promise<Result>;
};

/** Everything that a domain operation may reach: one for each request. */
export type RequestContext = {
  readonly db: ScopeDatabase;
  /** For what the server keeps of a request beside what the request does, such as its denial: written whatever has become of
   *  the key. */
  readonly bookkeeping: Pick<Database, 'write' | 'transaction'>;
  readonly lastUsed: LastUsedTracker;
  readonly encryption: Encryption;
  /** Bytes that one answer may have. */
  readonly answerBytesMax: number;
  readonly webhookDestinations: WebhookDestinations;
  /** Points a minute of an organization for project traffic. 0: no limit. */
  readonly trafficPerMinute: number;
  /** Where clients reach this server, without a slash at the end. Known for sure only once it listens. */
  readonly publicUrl: () => string;
  /** As the last decision found it. */
  readonly actor: Actor;
  readonly client: Client;
  readonly requestId: string | null;
  /** The project that the header `x-project-id` names, not checked yet. */
  readonly requestedProjectId: string | null;
  /** Null: no limit holds for this request. */
  readonly rateLimit: () => RateLimitState | null;
  /** Takes a point of the limits that a key has of its own, and its project. False: there is none left. */
  readonly spend: (apiKey: RateLimitedKey) => Promise<boolean>;
  /** Charges points for what a request reads beyond the cost of its document. Throws RATE_LIMITED. */
  readonly charge: (points: number) => Promise<void>;
  readonly now: () => Date;
  /** When the request began: one moment for all reads that depend on the time. */
  readonly startedAt: Date;
  readonly newId: (prefix: IdPrefix) => string;
  /** Reads by id for one caller; forgotten after each write, so that nobody reads what was. */
  readonly loaders: (visible: VisibleProjects) => Loaders;
};

export type Clock = Pick<RequestContext, 'now' | 'newId'>;

const ID_LENGTH = 16;

/** Of what may be open to whoever knows its address (012): not even a part of it can be known. */
const unguessablePrefixes: ReadonlySet<IdPrefix> = new Set(['mcp']);

export const systemClock: Clock = {
  now: () => new Date(),
  newId: (prefix) => {
    const text = unguessablePrefixes.has(prefix)
      ? randomBase62(ID_LENGTH)
      : sequentialBase62(new Date(), ID_LENGTH);
    return `${prefix}_${text}`;
  },
};

const idPattern = /^([a-z]+)_[0-9A-Za-z]{16}$/;

/** The prefix of a well-formed id; null for any other text, which then names nothing. */
export function idPrefix(id: string): string | null {
  return idPattern.exec(id)?.[1] ?? null;
}

/** The id of what a project has one of: that of the project, under another prefix. */
export function idWithin(prefix: 'proj' | 'pcfg' | 'pquo', id: string): string {
  return `${prefix}_${id.slice(-ID_LENGTH)}`;
}

type Request = Pick<RequestContext, 'actor' | 'client' | 'requestId' | 'requestedProjectId'> &
  Partial<Pick<RequestContext, 'rateLimit' | 'spend' | 'charge'>>;

/** What the requests of a process share. */
export type SharedContext = Pick<
  RequestContext,
  'lastUsed' | 'encryption' | 'webhookDestinations' | 'trafficPerMinute' | 'publicUrl' | 'answerBytesMax'
> & {
  readonly db: Database;
};

/** Rows hold more than is answered of them: keys to join by, columns that were not selected. */
const ROW_BYTES_PER_ANSWER_BYTE = 2;

/** The share that a request takes of what the process has. The process itself reads as much as it needs. */
export function shareOf(
  actor: Actor,
  { answerBytesMax }: Pick<SharedContext, 'answerBytesMax'>,
): TenantShare {
  if (actor.kind === 'system') return PROCESS_SHARE;
  return { organizationId: sharedBy(actor), rowBytesLeft: ROW_BYTES_PER_ANSWER_BYTE * answerBytesMax };
}

/** The organization whose share of requests and connections a caller takes. Empty without a key of one: all such callers share one. */
export const sharedBy = (actor: Actor): string => ('apiKey' in actor ? actor.organizationId : '');

const withoutLimit = () => null;
const consumeUnlimited = async () => true;
const chargeNothing = async () => {};

export function createRequestContext(
  shared: SharedContext,
  request: Request,
  { now, newId }: Clock,
): RequestContext {
  const { db, lastUsed, encryption, webhookDestinations, trafficPerMinute, publicUrl, answerBytesMax } =
    shared;
  const { client, requestId, requestedProjectId } = request;
  const { rateLimit = withoutLimit, spend = consumeUnlimited, charge = chargeNothing } = request;
  const loaders = new Map<string, Loaders>();
  const share = shareOf(request.actor, shared);
  const afterwards = <Result>(write: Promise<Result>) => write.finally(() => loaders.clear());
  const readVisit = () => ({ now: now(), ip: client.ip });
  const decide = async (tx: DatabaseTransaction): Promise<DecidedTransaction> => {
    const { actor } = context;
    if ('apiKey' in actor) context.actor = await authenticateInTransaction(tx, actor, readVisit);
    return tx as DecidedTransaction;
  };
  const transaction: ScopeDatabase['transaction'] = (work, alone) =>
    afterwards(
      db.transaction(async (tx) => {
        const isFirst = alone && isHeldFirst(context.actor, alone);
        if (isFirst) await lockKeysExclusively(tx, alone);
        const decided = await decide(tx);
        if (alone && !isFirst) await lockKeysExclusively(tx, alone);
        return work(decided);
      }, share),
    );
  const read: Database['read'] = (statement, args) => db.read(statement, args, share);
  const context: Omit<RequestContext, 'actor'> & { actor: Actor } = {
    db: {
      read,
      write: (statement, args) =>
        'apiKey' in context.actor && !statement.checksSender
          ? transaction((tx) => runStatement(tx, statement, args))
          : afterwards(db.write(statement, args, share)),
      transaction,
      hold: (work) => db.hold(work, share),
      prisma: db.prisma,
    },
    bookkeeping: {
      write: (statement, args) => db.write(statement, args, share),
      transaction: (work) => db.transaction(work, share),
    },
    answerBytesMax,
    lastUsed,
    encryption,
    webhookDestinations,
    trafficPerMinute,
    publicUrl,
    actor: request.actor,
    client,
    requestId,
    requestedProjectId,
    rateLimit,
    spend,
    charge,
    now,
    newId,
    startedAt: now(),
    loaders: (visible) => {
      const caller = `${visible.organizationId}/${visible.visibleProjectIds?.join() ?? ''}`;
      const made = loaders.get(caller) ?? createLoaders({ read }, visible);
      loaders.set(caller, made);
      return made;
    },
  };
  return context;
}

/** Organization keys are held before project keys, and no transaction holds keys together with others first and then alone: two
 *  that do would wait for each other. */
const isHeldFirst = (actor: Actor, { projectId }: Owner) =>
  projectId === null || !('apiKey' in actor) || actor.apiKey.projectId !== null;

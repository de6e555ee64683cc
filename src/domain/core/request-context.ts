import type { Lru } from '../../lib/lru.ts';
import { randomBase62, sequentialBase62 } from '../../lib/random-id.ts';
import type { Database } from '../../postgres/database.ts';
import type { Encryption } from '../../postgres/encryption/cipher.ts';
import { PROCESS_SHARE, type TenantShare } from '../../postgres/share.ts';
import type { VisibleProjects } from '../../postgres/tenancy.ts';
import type { LastUsedTracker } from '../../repositories/api-key/last-used.ts';
import { createLoaders, type Loaders } from '../../repositories/loaders.ts';
import type { TenantRoutes } from '../../repositories/tenant-routes.ts';
import type { Actor } from './actor.ts';
import { type ContextAccess, type ContextDatabase, createAccess } from './context-access.ts';
import type { ScopedIdPrefix } from './permissions.ts';
import type { RateLimitBudget } from './rate-budget.ts';

/** Prefixes of ids: one for each type of object. */
export type IdPrefix = 'org' | 'proj' | 'evt' | 'ope' | ScopedIdPrefix;

/** Webhook destinations that the operator allows in addition to public https addresses. */
export type WebhookDestinations = {
  /** Loopback addresses, also over http. For development. */
  readonly allowInsecure: boolean;
  /** Private networks and loopback addresses. */
  readonly allowPrivate: boolean;
};

/** The client of a request, as far as it is known. */
export type Client = {
  /** IPv4 or IPv6, without a port. Null: the request comes from the process itself, the client has disconnected, or its
   *  proxy does not name it. */
  readonly ip: string | null;
  /** The peer of the connection: the client itself or the last proxy. Null: it has disconnected. */
  readonly peer: string | null;
  /** The `User-Agent`, cut to 512 characters. Null: none was sent. */
  readonly userAgent: string | null;
};

/** The client of work that the process itself started. */
export const NO_CLIENT: Client = { ip: null, peer: null, userAgent: null };

/** The state of the budget with the fewest remaining points, this request included. */
export type RateLimitState = {
  readonly budget: RateLimitBudget;
  /** Points per minute. */
  readonly limit: number;
  readonly remaining: number;
  readonly resetAt: Date;
  /** Points charged for this request. */
  readonly cost: number;
};

/** A key that points are charged to. */
export type RateLimitedKey = {
  readonly id: string;
  readonly organizationId: string;
  readonly projectId: string | null;
};

/** How long archived projects are kept, in days. */
type ProjectRetention = {
  /** 0: projects are deleted instead of archived. */
  readonly days: number;
  /** Before, no key can delete an archived project permanently. 0: no minimum. */
  readonly daysMin: number;
};

/** The dependencies of a domain operation: one context per request. */
export type RequestContext = ContextAccess & {
  readonly routes: TenantRoutes;
  readonly lastUsed: LastUsedTracker;
  /** Ids of projects that stored the data of tool calls when this process last wrote to their log. */
  readonly storesCallData: Lru<true>;
  readonly encryption: Encryption;
  /** Maximum size of a response in bytes. */
  readonly responseBytesMax: number;
  readonly webhookDestinations: WebhookDestinations;
  /** Points per minute of an organization for project traffic. 0: no limit. */
  readonly trafficPerMinute: number;
  readonly projectRetention: ProjectRetention;
  /** The public URL of this server, without a trailing slash. Certain only once the server listens. */
  readonly publicUrl: () => string;
  /** As of the last authentication. */
  readonly actor: Actor;
  /** Whether that was in an earlier request: a statement that writes must check the key first. */
  readonly isActorCached: boolean;
  readonly client: Client;
  readonly requestId: string | null;
  /** The value of the header `x-project-id`, not checked yet. */
  readonly requestedProjectId: string | null;
  /** Null: no rate limit applies to the request. */
  readonly rateLimit: () => RateLimitState | null;
  /** Charges a point to the limits of a key and of its project. False: a limit is used up. */
  readonly consume: (apiKey: RateLimitedKey) => Promise<boolean>;
  /** Charges points for rows read beyond the cost of the document. Throws RATE_LIMITED. */
  readonly charge: (points: number) => Promise<void>;
  readonly now: () => Date;
  /** When the request began: the same instant for all reads that depend on the time. */
  readonly startedAt: Date;
  readonly newId: (prefix: IdPrefix) => string;
  /** Batched reads by id for one caller. Cleared after each write, so that no stale row is returned. */
  readonly loaders: (visible: VisibleProjects) => Loaders;
};

export type Clock = Pick<RequestContext, 'now' | 'newId'>;

const ID_LENGTH = 16;

/** Prefixes of objects that may be open to clients that know the address (decision 012): no part of the id may be
 *  predictable. */
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

/** Returns the prefix of a well-formed id; null for any other text. */
export function idPrefix(id: string): string | null {
  return idPattern.exec(id)?.[1] ?? null;
}

/** Returns the id of an object that each project has one of: the project's id with another prefix. */
export function idWithin(prefix: 'proj' | 'pcfg' | 'pquo', id: string): string {
  return `${prefix}_${id.slice(-ID_LENGTH)}`;
}

type Request = Pick<RequestContext, 'actor' | 'client' | 'requestId' | 'requestedProjectId'> &
  Partial<Pick<RequestContext, 'isActorCached' | 'rateLimit' | 'consume' | 'charge'>>;

/** Dependencies that all requests of a process share. */
export type SharedContext = Pick<
  RequestContext,
  | 'routes'
  | 'lastUsed'
  | 'storesCallData'
  | 'encryption'
  | 'webhookDestinations'
  | 'trafficPerMinute'
  | 'projectRetention'
  | 'publicUrl'
  | 'responseBytesMax'
> & {
  readonly db: Database;
};

/** Rows have more bytes than the response: keys for joins, columns that were not selected. */
export const ROW_BYTES_PER_ANSWER_BYTE = 2;

/** Returns the tenant share that a request is accounted to. The process itself reads without a limit. */
export function shareOf(
  actor: Actor,
  { responseBytesMax }: Pick<SharedContext, 'responseBytesMax'>,
): TenantShare {
  if (actor.kind === 'system') return PROCESS_SHARE;
  return { organizationId: sharedBy(actor), rowBytesLeft: ROW_BYTES_PER_ANSWER_BYTE * responseBytesMax };
}

/** Returns the organization whose share of requests and connections a caller uses. Empty for callers without an
 *  organization, which share one. */
export const sharedBy = (actor: Actor): string => ('apiKey' in actor ? actor.organizationId : '');

const noRateLimit = () => null;
const consumeUnlimited = async () => true;
const chargeNothing = async () => {};

/** Builds the context of one request. A class, because V8 keeps the getters of an object literal, and with them everything that
 *  they enclose, until the next major collection. */
class OneRequestContext implements RequestContext {
  readonly responseBytesMax: number;
  readonly routes: TenantRoutes;
  readonly lastUsed: LastUsedTracker;
  readonly storesCallData: Lru<true>;
  readonly encryption: Encryption;
  readonly webhookDestinations: WebhookDestinations;
  readonly trafficPerMinute: number;
  readonly projectRetention: ProjectRetention;
  readonly publicUrl: () => string;
  actor: Actor;
  readonly isActorCached: boolean;
  readonly client: Client;
  readonly requestId: string | null;
  readonly requestedProjectId: string | null;
  readonly rateLimit: RequestContext['rateLimit'];
  readonly consume: RequestContext['consume'];
  readonly charge: RequestContext['charge'];
  readonly now: Clock['now'];
  readonly newId: Clock['newId'];
  readonly startedAt: Date;
  readonly loaders = (visible: VisibleProjects): Loaders => this.#loadersOf(visible);
  readonly #shared: SharedContext;
  // Both are created at their first use: a planned read needs neither.
  #access: ContextAccess | undefined;
  #loaders: Map<string, Loaders> | undefined;

  constructor(shared: SharedContext, request: Request, { now, newId }: Clock) {
    this.#shared = shared;
    this.responseBytesMax = shared.responseBytesMax;
    this.routes = shared.routes;
    this.lastUsed = shared.lastUsed;
    this.storesCallData = shared.storesCallData;
    this.encryption = shared.encryption;
    this.webhookDestinations = shared.webhookDestinations;
    this.trafficPerMinute = shared.trafficPerMinute;
    this.projectRetention = shared.projectRetention;
    this.publicUrl = shared.publicUrl;
    this.actor = request.actor;
    this.isActorCached = request.isActorCached ?? false;
    this.client = request.client;
    this.requestId = request.requestId;
    this.requestedProjectId = request.requestedProjectId;
    this.rateLimit = request.rateLimit ?? noRateLimit;
    this.consume = request.consume ?? consumeUnlimited;
    this.charge = request.charge ?? chargeNothing;
    this.now = now;
    this.newId = newId;
    this.startedAt = now();
  }

  get db(): ContextDatabase {
    return this.#accessOf().db;
  }

  get bookkeeping(): RequestContext['bookkeeping'] {
    return this.#accessOf().bookkeeping;
  }

  #accessOf(): ContextAccess {
    this.#access ??= createAccess(this.#shared.db, this, {
      share: shareOf(this.actor, this.#shared),
      clearLoaders: () => this.#loaders?.clear(),
    });
    return this.#access;
  }

  #loadersOf(visible: VisibleProjects): Loaders {
    const caller = `${visible.organizationId}/${visible.visibleProjectIds?.join() ?? ''}`;
    this.#loaders ??= new Map();
    const callerLoaders = this.#loaders.get(caller) ?? createLoaders({ read: this.db.read }, visible);
    this.#loaders.set(caller, callerLoaders);
    return callerLoaders;
  }
}

export function createRequestContext(shared: SharedContext, request: Request, clock: Clock): RequestContext {
  return new OneRequestContext(shared, request, clock);
}

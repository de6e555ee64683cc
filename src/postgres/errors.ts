import pg from 'pg';
import { GateRefusal } from '../lib/fair-gate.ts';

/** Why the database did not do what it was asked, where neither the asker nor we are to blame. */
export type DatabaseErrorKind =
  /** It is not there, breaks off, or can take nothing at the moment. */
  | 'unavailable'
  /** Too many are waiting for it. */
  | 'busy'
  /** A statement took longer than one may. */
  | 'timeout';

/** More wait for a connection than may. */
export class PoolFullError extends Error {
  override readonly name = 'PoolFullError';
}

/** A server that takes no changes was found where one is needed that does. */
export class StandbyError extends Error {
  override readonly name = 'StandbyError';
}

const QUERY_CANCELED = '57014';

/** Classes and codes of PostgreSQL: connections, resources such as space on the disk, the server going or coming, its files, a
 *  standby that takes no changes, transactions that met. */
const UNAVAILABLE = /^(?:08...|53...|57P..|58...|25006|40001|40P01)$/;

const systemCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the driver and its pool say without a code. */
const CONNECTION_LOST =
  /^(?:Connection terminated|Client (?:has encountered a connection error|was closed) and is not queryable|Cannot use a pool after calling end)/;
const CONNECTION_TIMEOUT =
  /^(?:timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/;

const CONNECT_TIMEOUT = /^Connection terminated due to connection timeout$/;

/** What Prisma's adapter calls it. */
const unavailableAdapterKinds: ReadonlySet<unknown> = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

/** Whether the driver has given up waiting for an answer. */
const isReadTimeout = (error: unknown) => error instanceof Error && error.message === 'Query read timeout';

/** Null: it is another error. */
export function databaseErrorKind(error: unknown): DatabaseErrorKind | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof AggregateError) return firstKind(error.errors);
  if (
    error instanceof PoolFullError ||
    error instanceof GateRefusal ||
    CONNECTION_TIMEOUT.test(error.message)
  )
    return 'busy';
  // Nobody knows what has become of it.
  if (isReadTimeout(error) || error instanceof StandbyError) return 'unavailable';
  if (error instanceof pg.DatabaseError) return kindOfCode(error.code);
  if (isConnectionError(error) || CONNECTION_LOST.test(error.message)) return 'unavailable';
  return error.name.startsWith('PrismaClient') || error.name === 'DriverAdapterError'
    ? kindOfPrismaError(error)
    : null;
}

const firstKind = (errors: readonly unknown[]) =>
  errors.map(databaseErrorKind).find((kind) => kind !== null) ?? null;

function kindOfCode(code: unknown): DatabaseErrorKind | null {
  if (code === QUERY_CANCELED) return 'timeout';
  return typeof code === 'string' && UNAVAILABLE.test(code) ? 'unavailable' : null;
}

function isConnectionError(error: Error): boolean {
  const { code, syscall } = error as NodeJS.ErrnoException;
  // The socket of a PostgreSQL on this machine is a file, which goes with it.
  return systemCodes.has(code) || (syscall === 'connect' && (code === 'ENOENT' || code === 'EACCES'));
}

/** Prisma wraps what the driver said, in one of several ways. */
function kindOfPrismaError(error: Error): DatabaseErrorKind | null {
  const { cause, meta } = error as { cause?: unknown; meta?: { driverAdapterError?: unknown } };
  for (const inner of [cause, meta?.driverAdapterError]) {
    if (inner instanceof Error) return databaseErrorKind(inner);
    if (typeof inner === 'object' && inner !== null) return kindOfAdapterError(inner);
  }
  return null;
}

function kindOfAdapterError({ kind, originalCode }: { kind?: unknown; originalCode?: unknown }) {
  return unavailableAdapterKinds.has(kind) ? 'unavailable' : kindOfCode(originalCode);
}

/** Codes and classes of PostgreSQL that concern what was asked, and not the session in which it was: values and rows that do not fit,
 *  a lock or the time that ran out, transactions that met, what a trigger of ours refuses, and what follows any of these in a
 *  transaction. */
const STATEMENT_ERRORS = /^(?:21...|22...|23...|25P02|40001|40002|40P01|44...|55P03|57014|P0001)$/;

/** Whether the connection on which a statement failed is as good as before. Anything that is not known to leave it so may come
 *  back with each statement, such as that of a server that has become a standby. */
export function leavesSessionUsable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && STATEMENT_ERRORS.test(error.code ?? '');
}

const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Whether PostgreSQL has undone a transaction only because another was in its way: the same again may succeed. */
export function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CONFLICTS.has(error.code);
}

/** Whether another server, at another address, might do better. */
export function isAddressFailure(error: unknown): boolean {
  const isSlow = error instanceof Error && CONNECT_TIMEOUT.test(error.message);
  return isSlow || databaseErrorKind(error) === 'unavailable';
}

import pg from 'pg';
import { GateRefusal } from '../lib/fair-gate.ts';

/** Kinds of database failures that neither the caller nor the application caused. */
export type DatabaseErrorKind =
  /** Unreachable, disconnected, or temporarily unable to accept work. */
  | 'unavailable'
  /** Too many requests are waiting for a connection. */
  | 'busy'
  /** A statement exceeded the statement timeout. */
  | 'timeout';

/** The connection queue is full. */
export class PoolFullError extends Error {
  override readonly name = 'PoolFullError';
}

/** The server is a read-only standby, but a primary is required. */
export class StandbyError extends Error {
  override readonly name = 'StandbyError';
}

const QUERY_CANCELED = '57014';

/** SQLSTATE classes and codes: connection errors, insufficient resources such as disk space, server shutdown or
 *  startup, file errors, a read-only standby, transaction conflicts. */
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

/** Messages of the driver and its pool that have no code. */
const CONNECTION_LOST =
  /^(?:Connection terminated|Client (?:has encountered a connection error|was closed) and is not queryable|Cannot use a pool after calling end)/;
const CONNECTION_TIMEOUT =
  /^(?:timeout exceeded when trying to connect|Connection terminated due to connection timeout)$/;

const CONNECT_TIMEOUT = /^Connection terminated due to connection timeout$/;

/** Error kinds of Prisma's driver adapter. */
const unavailableAdapterKinds: ReadonlySet<unknown> = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TooManyConnections',
]);

/** Whether the driver gave up waiting for a response. */
const isReadTimeout = (error: unknown) => error instanceof Error && error.message === 'Query read timeout';

/** Classifies an error. Null: not a database failure of these kinds. */
export function databaseErrorKind(error: unknown): DatabaseErrorKind | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof AggregateError) return firstKind(error.errors);
  if (
    error instanceof PoolFullError ||
    error instanceof GateRefusal ||
    CONNECTION_TIMEOUT.test(error.message)
  )
    return 'busy';
  // The outcome is unknown.
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
  // The Unix socket of a local PostgreSQL is a file that is removed with the server.
  return systemCodes.has(code) || (syscall === 'connect' && (code === 'ENOENT' || code === 'EACCES'));
}

/** Unwraps the driver's error, which Prisma wraps in one of several ways. */
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

/** SQLSTATE codes and classes that concern the statement and not its session: values and rows that do not fit, a lock
 *  timeout or statement timeout, transaction conflicts, an exception raised by one of our triggers, and what follows
 *  any of these in a transaction. */
const STATEMENT_ERRORS = /^(?:21...|22...|23...|25P02|40001|40002|40P01|44...|55P03|57014|P0001)$/;

/** Whether the connection is still usable after this error. Any error that is not known to be harmless may recur with
 *  each statement, such as that of a server that became a standby. */
export function leavesSessionUsable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && STATEMENT_ERRORS.test(error.code ?? '');
}

const CONFLICTS: ReadonlySet<unknown> = new Set(['40001', '40P01']);

/** Whether PostgreSQL rolled back a transaction only because of a concurrent one: a retry may succeed. */
export function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && CONFLICTS.has(error.code);
}

/** Whether connecting to another address may succeed. */
export function isAddressFailure(error: unknown): boolean {
  const isSlow = error instanceof Error && CONNECT_TIMEOUT.test(error.message);
  return isSlow || databaseErrorKind(error) === 'unavailable';
}

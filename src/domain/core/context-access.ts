import {
  type AuthorizedTransaction,
  type Database,
  type DatabaseTransaction,
  runStatement,
} from '../../postgres/database.ts';
import type { Statement } from '../../postgres/query/statement.ts';
import type { TenantShare } from '../../postgres/share.ts';
import type { Owner } from '../../postgres/tenancy.ts';
import { lockKeysExclusively } from '../../repositories/api-key/key-lock.ts';
import type { Actor } from './actor.ts';
import { authenticateInTransaction } from './key-authentication.ts';

/** The database as the actor of a request may use it. A write by a key is authorized against the row of the key, in the
 *  transaction that commits it. Throws UNAUTHENTICATED or FORBIDDEN, as authentication does, for a key that was revoked,
 *  expired or restricted in the meantime. */
export type ContextDatabase = Omit<Database, 'transaction' | 'write'> & {
  /** Sends a statement that checks the key of its caller by itself as it is; any other in a transaction. */
  write<Args, Row>(statement: Statement<Args, Row>, args: Args): Promise<readonly Row[]>;
  /** `alone`: the owner whose keys must not write meanwhile, for transactions that revoke or restrict keys and for settings
   *  that writes read. The lock queues fairly: a stream of writes cannot starve it. */
  transaction<Result>(work: (tx: AuthorizedTransaction) => Promise<Result>, alone?: Owner): Promise<Result>;
};

export type ContextAccess = {
  readonly db: ContextDatabase;
  /** For the server's own records of a request, such as a denial: written even when the key is no longer valid. */
  readonly bookkeeping: Pick<Database, 'write' | 'transaction'>;
};

/** The parts of a request that authorize it. The actor is replaced by each authentication. */
type Authorized = {
  actor: Actor;
  readonly client: { readonly ip: string | null };
  readonly now: () => Date;
};

type AccessOptions = { readonly share: TenantShare; readonly clearLoaders: () => void };

/** Gives a request access to the database: in its share, and authorized against the row of its key when it writes. */
export function createAccess(
  db: Database,
  context: Authorized,
  { share, clearLoaders }: AccessOptions,
): ContextAccess {
  const clearingLoaders = <Result>(write: Promise<Result>) => write.finally(clearLoaders);
  const readAttempt = () => ({ now: context.now(), ip: context.client.ip });
  const authenticated = async (tx: DatabaseTransaction): Promise<AuthorizedTransaction> => {
    const { actor } = context;
    if ('apiKey' in actor) context.actor = await authenticateInTransaction(tx, actor, readAttempt);
    return tx as AuthorizedTransaction;
  };
  const transaction: ContextDatabase['transaction'] = (work, alone) =>
    clearingLoaders(
      db.transaction(async (tx) => {
        const isExclusiveFirst = alone && locksExclusivelyFirst(context.actor, alone);
        if (isExclusiveFirst) await lockKeysExclusively(tx, alone);
        const authorized = await authenticated(tx);
        if (alone && !isExclusiveFirst) await lockKeysExclusively(tx, alone);
        return work(authorized);
      }, share),
    );
  return {
    db: {
      read: (statement, args) => db.read(statement, args, share),
      write: (statement, args) =>
        'apiKey' in context.actor && !statement.checksCaller
          ? transaction((tx) => runStatement(tx, statement, args))
          : clearingLoaders(db.write(statement, args, share)),
      transaction,
      runInShare: (work) => db.runInShare(work, share),
      prisma: db.prisma,
    },
    bookkeeping: {
      write: (statement, args) => db.write(statement, args, share),
      transaction: (work) => db.transaction(work, share),
    },
  };
}

/** Returns whether the exclusive lock is taken before the actor's own. Lock order: organization keys before project keys,
 *  and never a shared lock before an exclusive one on the same owner. Otherwise two transactions could deadlock. */
const locksExclusivelyFirst = (actor: Actor, { projectId }: Owner) =>
  projectId === null || !('apiKey' in actor) || actor.apiKey.projectId !== null;

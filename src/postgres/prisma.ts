import type pg from 'pg';
import type { Prisma, PrismaClient } from './generated/prisma/client.ts';

type ReadOperation = 'findUnique' | 'findFirst' | 'findMany' | 'count';

/** The read operations of the Prisma client. Changes go through a transaction, with their audit entry. */
export type PrismaReader = Pick<PrismaClient, '$connect'> & {
  readonly [Model in Uncapitalize<Prisma.ModelName>]: Pick<PrismaClient[Model], ReadOperation>;
};

/** A client that is loaded on first use. */
export type LazyPrisma = {
  load(): Promise<PrismaReader>;
  /** Throws if `load` has not completed. */
  loaded(): PrismaReader;
};

export function createLazyPrisma(pool: pg.Pool): LazyPrisma {
  let loading: Promise<PrismaReader> | undefined;
  let client: PrismaReader | undefined;
  return {
    load: async () => {
      loading ??= createClient(pool).catch((error) => {
        loading = undefined;
        throw error;
      });
      client = await loading;
      return client;
    },
    loaded: () => {
      if (!client) throw new Error('The Prisma client is not loaded.');
      return client;
    },
  };
}

/** Uses the shared pool: closing the pool closes everything. */
async function createClient(pool: pg.Pool): Promise<PrismaReader> {
  const [{ PrismaPg }, { PrismaClient }, { rows }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('./generated/prisma/client.ts'),
    pool.query<{ schema: string }>('SELECT current_schema() AS schema'),
  ]);
  // Prisma qualifies every table with a schema, "public" by default.
  const [schema] = rows;
  return new PrismaClient({ adapter: new PrismaPg(pool, schema), errorFormat: 'minimal' });
}

import type pg from 'pg';
import type { Prisma, PrismaClient } from './generated/prisma/client.ts';

type ReadOperation = 'findUnique' | 'findFirst' | 'findMany' | 'count';

/** The Prisma client as far as anybody may use it: what is changed goes through a transaction, with its audit entry. */
export type PrismaReader = Pick<PrismaClient, '$connect'> & {
  readonly [Model in Uncapitalize<Prisma.ModelName>]: Pick<PrismaClient[Model], ReadOperation>;
};

/** A client that costs nothing until a cold noun is read for the first time. */
export type LazyPrisma = {
  load(): Promise<PrismaReader>;
  /** Throws before the first `load`. */
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
      if (!client) throw new Error('Nothing was read with Prisma yet.');
      return client;
    },
  };
}

/** On the same pool: whoever ends the pool has nothing else to end. */
async function createClient(pool: pg.Pool): Promise<PrismaReader> {
  const [{ PrismaPg }, { PrismaClient }, { rows }] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('./generated/prisma/client.ts'),
    pool.query<{ schema: string }>('SELECT current_schema() AS schema'),
  ]);
  // Prisma names the schema of every table, and would else name "public".
  const [schema] = rows;
  return new PrismaClient({ adapter: new PrismaPg(pool, schema), errorFormat: 'minimal' });
}

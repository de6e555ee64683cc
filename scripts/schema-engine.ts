import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  ColumnTypeEnum,
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { DiffTarget, SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import type { Migration } from '../src/postgres/migrations.ts';

/** `prisma/schema.prisma` or another data model. */
export type Schema = { readonly path: string; readonly content: string };

const EVERYTHING = { externalTables: [], externalEnums: [] };

const EXIT_CODE_DIFFERS = 2;

/** Returns the SQL that changes a database, which may be empty, to the schema, or null when it matches. Read-only. */
export async function changeSchemaSql(url: string, schema: Schema): Promise<string | null> {
  const filters = EVERYTHING;
  const from: DiffTarget = { tag: 'schemaDatasource', files: [schema], configDir: '.' };
  const to: DiffTarget = { tag: 'schemaDatamodel', files: [schema] };
  return withEngine(url, schema, async (engine) => {
    const result = await engine.diff({ from, to, script: true, exitCode: true, filters });
    return result.exitCode === EXIT_CODE_DIFFERS ? result.stdout : null;
  });
}

export type Deployment = {
  readonly url: string;
  readonly schema: Schema;
  /** The folder of `migration_lock.toml`. */
  readonly folder: string;
  readonly migrations: readonly Migration[];
};

/** Performs `prisma migrate deploy` and returns the names of the applied migrations. */
export async function deployWithPrisma(deployment: Deployment): Promise<readonly string[]> {
  const { url, schema, folder, migrations } = deployment;
  const content = await readFile(join(folder, 'migration_lock.toml'), 'utf8');
  const migrationsList = {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } as const },
    })),
  };
  return withEngine(url, schema, async (engine) => {
    return (await engine.applyMigrations({ migrationsList, filters: EVERYTHING })).appliedMigrationNames;
  });
}

async function withEngine<Result>(
  url: string,
  { path, content }: Schema,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  loading ??= loadEngine();
  await loading;
  const pool = new pg.Pool({ connectionString: url });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(adapterOf(pool));
    const engine = await bindings.SchemaEngine.new({ datamodels: [[path, content]] }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/** Provided by Node, but typed only in the browser types. */
declare const WebAssembly: {
  instantiate(
    bytes: Uint8Array,
    imports: Record<string, object>,
  ): Promise<{ readonly instance: { readonly exports: Readonly<Record<string, unknown>> } }>;
};

let loading: Promise<void> | undefined;

/** Loads the engine by hand: Node 20 cannot import WebAssembly, so the package's own entry does not load. */
async function loadEngine(): Promise<void> {
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = await readFile(entry.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': { ...bindings } });
  bindings.__wbg_set_wasm(instance.exports);
  if (typeof instance.exports.__wbindgen_start === 'function') instance.exports.__wbindgen_start();
}

/** Type OIDs of the one-byte type "char", which the catalog uses widely, and of its arrays. */
const CHAR = 18;
const CHAR_ARRAY = 1002;

/** Adapts Prisma's adapter, which rejects columns of type "char", so that the engine could not read a database's
 *  schema. It supports their arrays: the columns pass the adapter as arrays, and are converted back for the engine. It
 *  also splits scripts at each semicolon, including those in function bodies: here scripts are sent as a whole, as the
 *  engine does without an adapter. */
function adapterOf(pool: pg.Pool): SqlMigrationAwareDriverAdapterFactory {
  pool.on('connect', (client) => {
    client.connection.on('rowDescription', ({ fields }: { fields: pg.FieldDef[] }) => {
      for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
    });
  });
  const factory = new PrismaPg(pool);
  const connect = async () => {
    const adapter = readingChars(await factory.connect());
    adapter.executeScript = (script) => runScript(pool, script);
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: connect,
  };
}

async function runScript(pool: pg.Pool, script: string): Promise<void> {
  try {
    await pool.query(script);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    const { code = '', severity = '', message, detail, column, hint } = error;
    throw new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
  }
}

function readingChars(adapter: SqlDriverAdapter): SqlDriverAdapter {
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const columnTypes = result.columnTypes.map((type) =>
      type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  return adapter;
}

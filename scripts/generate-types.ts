// Generates src/postgres/generated from schema.prisma, offline: npm run generate [SCHEMA]
import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The models of the Prisma client. It is generated without the others, so that no frequently read model is read with
 *  it, and it stays small enough to be committed. */
const COLD_MODELS = ['ArchivedProject', 'AuditEntry', 'OperatorEntry'];

const BLOCK = /(?:^\/\/.*\n)*^(generator|datasource|enum|model) (\w+) \{\n[\s\S]*?^\}$/gm;

/** Returns the schema with the cold models only, and without their relations to others. */
function coldSchemaOf(schema: string): string {
  const blocks = [...schema.matchAll(BLOCK)].map(([text, kind, name = '']) => ({ text, kind, name }));
  const models = blocks.filter(({ kind }) => kind === 'model');
  const hotNames = models.map(({ name }) => name).filter((name) => !COLD_MODELS.includes(name));
  const relations = new RegExp(`^ +\\w+ +(?:${hotNames.join('|')})\\b.*\\n`, 'gm');
  const cold = models
    .filter(({ name }) => COLD_MODELS.includes(name))
    .map(({ text }) => text.replaceAll(relations, ''));
  const isUsed = (name: string) => cold.some((text) => new RegExp(` ${name}\\b`).test(text));
  const rest = blocks.filter(({ kind, name }) => kind !== 'model' && (kind !== 'enum' || isUsed(name)));
  return [...rest.map(({ text }) => text), ...cold].join('\n\n');
}

async function runPrisma(schema: string, generators: readonly string[]): Promise<string> {
  // Prisma's CLI requires an engine that it would download, and that generating never runs: any executable satisfies
  // it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
  const prisma = join(import.meta.dirname, '../node_modules/.bin/prisma');
  const options = ['--no-hints', '--schema', schema, ...generators.flatMap((name) => ['--generator', name])];
  const cwd = join(import.meta.dirname, '..');
  return (await promisify(execFile)(prisma, ['generate', ...options], { cwd, env })).stdout;
}

/** Generates the outputs of a schema and returns Prisma's output. Rejects with Prisma's message on failure. */
export async function generate(schema: string): Promise<string> {
  // In the same folder, so that relative paths keep their meaning.
  const coldSchema = join(dirname(schema), 'cold.prisma');
  try {
    writeFileSync(coldSchema, coldSchemaOf(readFileSync(schema, 'utf8')));
    const runs = [runPrisma(schema, ['kysely']), runPrisma(coldSchema, ['client', 'pothos'])];
    return (await Promise.all(runs)).join('');
  } finally {
    rmSync(coldSchema, { force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const [schema = join(import.meta.dirname, '../prisma/schema.prisma')] = process.argv.slice(2);
  process.stdout.write(await generate(resolve(schema)));
}

// Makes src/data/generated from schema.prisma, without a network: npm run generate [SCHEMA]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const [schema = 'prisma/schema.prisma'] = process.argv.slice(2);

// Prisma's command line wants an engine that it would download, and that generating never runs: any program will do.
const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
const prisma = join(import.meta.dirname, '../node_modules/.bin/prisma');
const { status } = spawnSync(prisma, ['generate', '--no-hints', '--schema', schema], {
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

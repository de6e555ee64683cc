// Fills the database at BAILIWICK_BENCH_DATABASE_URL, made anew: npm run bench:seed [growth]
import { createHash } from 'node:crypto';
import pg from 'pg';
import { applyMigrations, readMigrations } from '../../src/postgres/migrations.ts';
import { seedBusyProject } from './seed-busy.mjs';
import {
  BUSY,
  benchPlan,
  createdAt,
  growthPlan,
  keyId,
  organizationId,
  organizationSecret,
  projectId,
  projectSecret,
} from './shape.mjs';

const migrationsFolder = new URL('../../prisma/migrations', import.meta.url).pathname;

const INSERT_PROJECTS = `
  INSERT INTO project SELECT id, $1, name, slug, is_default, created_at, created_at, display_name, logo_url,
    true, true, 'SHOW_ALL', true, created_at
  FROM unnest($2::text[], $3::text[], $4::text[], $5::bool[], $6::timestamptz[], $7::text[], $8::text[])
    AS row(id, name, slug, is_default, created_at, display_name, logo_url)`;

const INSERT_KEYS = `
  INSERT INTO api_key SELECT id, $1, project_id, name, prefix, last4, hash, created_at
  FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[], $8::timestamptz[])
    AS row(id, project_id, name, prefix, last4, hash, created_at)`;

/** Drops what is there and fills the database. `plan` says how many projects each organization gets. */
export async function seed(url, plan) {
  await makeDatabase(url);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  try {
    await applyMigrations(pool, await readMigrations(migrationsFolder));
    for (const [o, projectCount] of plan) await seedOrganization(pool, o, projectCount);
    if (plan.has(BUSY.organization)) await seedBusyProject(pool);
    await pool.query(
      'INSERT INTO secret_route (hash, organization_id) SELECT hash, organization_id FROM api_key ON CONFLICT DO NOTHING',
    );
    await pool.query('VACUUM ANALYZE');
    await pool.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements').catch(() => {});
  } finally {
    await pool.end();
  }
}

async function makeDatabase(url) {
  const { pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url.replace(pathname, '/postgres') });
  await client.connect();
  const name = pg.escapeIdentifier(decodeURIComponent(pathname.slice(1)));
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}

async function seedOrganization(pool, o, projectCount) {
  const id = organizationId(o);
  await pool.query('INSERT INTO organization VALUES ($1, $2, $3, $3)', [
    id,
    `Organization ${o}`,
    createdAt(0),
  ]);
  await insertKeys(pool, id, [key(keyId('o', o, 0), null, 'default', organizationSecret(o), createdAt(0))]);
  const STEP = 5_000;
  for (let first = 1; first <= projectCount; first += STEP) {
    const numbers = Array.from({ length: Math.min(STEP, projectCount - first + 1) }, (_, n) => first + n);
    await pool.query(INSERT_PROJECTS, [
      id,
      numbers.map((i) => projectId(o, i)),
      numbers.map((i) => `Project-${i}`),
      numbers.map((i) => `project-${i}`),
      numbers.map((i) => i === 1),
      numbers.map(createdAt),
      numbers.map((i) => `Project number ${i}`),
      numbers.map((i) => `https://logos.example.com/${i}.png`),
    ]);
    const keys = numbers.flatMap((i) => [
      key(keyId('d', o, i), projectId(o, i), 'default', projectSecret('d', o, i), createdAt(i)),
      key(keyId('g', o, i), projectId(o, i), 'gateway', projectSecret('g', o, i), createdAt(i)),
    ]);
    await insertKeys(pool, id, keys);
  }
}

const key = (id, project, name, secret, created) => [
  id,
  project,
  name,
  secret.slice(0, secret.indexOf('_') + 5),
  secret.slice(-4),
  createHash('sha256').update(secret).digest(),
  created,
];

async function insertKeys(pool, organization, keys) {
  const columns = [0, 1, 2, 3, 4, 5, 6].map((column) => keys.map((row) => row[column]));
  await pool.query(INSERT_KEYS, [organization, ...columns]);
}

if (process.argv[1] === import.meta.filename) {
  const url = process.env.BAILIWICK_BENCH_DATABASE_URL;
  if (!url) throw new Error('BAILIWICK_BENCH_DATABASE_URL names no database.');
  await seed(url, process.argv[2] === 'growth' ? growthPlan : benchPlan);
}

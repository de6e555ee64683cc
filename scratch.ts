import { mkdtemp, chmod, rm } from 'node:fs/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from './src/data/embedded-postgres/start.ts';
import { applyMigrations, readMigrations } from './src/data/migrations.ts';
import { createPool } from './src/data/database.ts';
import { openScope } from './test/support/audit-chain.ts';
import { createSealer, sealPending } from './src/domain/audit-chain/seal.ts';
import { verifyChain } from './src/domain/audit-chain/verify.ts';
const dataDir = await mkdtemp('/tmp/wt-audit-tmp/pg-'); await chmod(dataDir, 0o711); await chmod('/tmp/wt-audit-tmp', 0o711);
const postgres = await startEmbeddedPostgres({ dataDir, durable: false });
const pool = createPool(postgres.url, 4, () => {});
await applyMigrations(pool, await readMigrations('./prisma/migrations'));
const N = Number(process.argv[2] ?? 2500);
const t = async (name, work) => { const s = performance.now(); const r = await work(); console.log(name, Math.round(performance.now() - s), 'ms', r ?? ''); };
try {
  await t('insert', async () => { await pool.query(`INSERT INTO audit_entry
      (organization_id, id, project_id, target_id, action, actor_kind, actor_key_id, changes, request_id, created_at)
    SELECT 'org_a', 'aud_' || left(md5('x' || n), 16), 'p', 'p', 'PROJECT_UPDATED', 'organization',
      'k', '{}', NULL, '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second' FROM generate_series(1, ${N}) n`); });
  const { scope, close } = await openScope({ url: postgres.url } as never);
  await pool.query("ALTER SYSTEM SET log_min_duration_statement = 100"); await pool.query("SELECT pg_reload_conf()");
  const sealer = createSealer(scope);
  if (process.argv[3] === 'pending') await t('pending', () => sealPending(scope, 'org_a'));
  await t('round', () => sealer.round());
  await t('round', () => sealer.round());
  await t('verify', async () => { const v = await verifyChain(scope.db, 'org_a', { from: null, to: null }); return [v.entryCount, v.firstBroken]; });
  console.log(Math.round(process.memoryUsage().rss / 1e6), 'MB');
  await close();
} finally { await pool.end(); await postgres.close(); await rm(dataDir, { recursive: true }); }

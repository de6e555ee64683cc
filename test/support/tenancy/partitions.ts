import pg from 'pg';
import { vi } from 'vitest';
import type { TestDatabase } from '../database/test-database.ts';
import { tenantColumns } from './tables.ts';

const PARTITION_COUNT = 8;
const remainders = Array.from({ length: PARTITION_COUNT }, (_, remainder) => remainder);

/** Replaces each table with a tenant by one that is partitioned by the hash of the organization, as the nodes of a distributed
 *  PostgreSQL would divide it. Its rows, foreign keys and triggers are left behind. New sessions explain every statement in a
 *  notice after they have executed it. */
export async function partitionByOrganization(database: TestDatabase): Promise<void> {
  const replacements = [...tenantColumns].map(
    ([table, column]) => `
      ALTER TABLE public."${table}" SET SCHEMA whole;
      CREATE TABLE public."${table}" (LIKE whole."${table}" INCLUDING DEFAULTS INCLUDING INDEXES)
        PARTITION BY HASH ("${column}");
      ${remainders
        .map(
          (remainder) => `CREATE TABLE public."${table}_part_${remainder}" PARTITION OF public."${table}"
            FOR VALUES WITH (MODULUS ${PARTITION_COUNT}, REMAINDER ${remainder});`,
        )
        .join('\n')}`,
  );
  // Sequences move with their tables.
  await database.query(`CREATE SCHEMA whole; ${replacements.join('\n')}
    DO $$ BEGIN
      EXECUTE format('ALTER DATABASE %I SET search_path = public, whole', current_database());
      EXECUTE format('ALTER DATABASE %I SET session_preload_libraries = auto_explain', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_min_duration = 0', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_analyze = on', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_timing = off', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_format = json', current_database());
      EXECUTE format('ALTER DATABASE %I SET auto_explain.log_level = warning', current_database());
    END $$`);
}

/** A part of an executed plan. */
type PlanNode = {
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops'?: number;
  readonly Plans?: readonly PlanNode[];
};

export type ExecutedPlan = { readonly text: string; readonly partitions: readonly string[] };

/** Returns the plans of the statements that were executed while `work` ran, with the partitions that each of them read. */
export async function plansOf(work: () => Promise<unknown>): Promise<readonly ExecutedPlan[]> {
  const plans: ExecutedPlan[] = [];
  const emit = vi.spyOn(pg.Client.prototype, 'emit');
  try {
    await work();
    for (const [event, notice] of emit.mock.calls as unknown[][]) {
      const message =
        event === 'notice' && notice instanceof Error
          ? notice.message
          : (notice as { message?: string })?.message;
      const json = typeof message === 'string' ? /plan:\n(\{[\s\S]*\})$/.exec(message)?.[1] : undefined;
      if (event !== 'notice' || json === undefined) continue;
      const { 'Query Text': text, Plan: plan }: { 'Query Text': string; Plan: PlanNode } = JSON.parse(json);
      plans.push({ text, partitions: [...new Set(readPartitions(plan))].sort() });
    }
  } finally {
    emit.mockRestore();
  }
  return plans;
}

function readPartitions(node: PlanNode): readonly string[] {
  const name = node['Relation Name'] ?? '';
  const own = (node['Actual Loops'] ?? 0) > 0 && name.includes('_part_') ? [name] : [];
  return [...own, ...(node.Plans ?? []).flatMap(readPartitions)];
}

/** Whether the partitions are all of the same organization: at most one of each table, and the same one of all. */
export const isOfOneOrganization = ({ partitions }: ExecutedPlan): boolean =>
  new Set(partitions.map((name) => name.slice(name.lastIndexOf('_')))).size <= 1;

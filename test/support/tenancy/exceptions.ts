type StatementException = {
  /** Its name, or a part of its text where it has none. */
  readonly statement: string | RegExp;
  readonly reason: string;
};

/** Statements that may name no organization, and why. Routes need no exception: their tables have no tenant. */
export const statementExceptions: readonly StatementException[] = [
  { statement: 'rate_limits', reason: 'a process reads the limits of all organizations when it starts' },
  { statement: 'rate_limits_recent', reason: 'a process reads the limits of all organizations that changed' },
  { statement: 'secret_uses', reason: 'a process writes the uses of all organizations, once a second' },
  { statement: /^select "id" from "organization" limit/, reason: 'the first start: whether there is any' },
  { statement: /from "organization" order by "created_at"/, reason: 'the command that recovers keys' },
  { statement: /"pendingCount"/, reason: 'metrics of the whole installation' },
  { statement: 'organization_page_asc', reason: 'the list of the operator, from its end' },
  { statement: 'organization_page_desc', reason: 'the list of the operator' },
  { statement: 'organization_count', reason: 'the list of the operator' },
  // Maintenance of all organizations, by workers.
  { statement: /^\s*with recursive batch/, reason: 'sealing: an entry determines its chain (decision 016)' },
  {
    statement: /usage_pending[\s\S]*(?:for key share skip locked|ordinal = any)/,
    reason: 'the roll-up of usage',
  },
  { statement: /^select [\s\S]* from "purge" where not exists/, reason: 'the purge that waited longest' },
  { statement: /from "archived_project" where "purge_at" <=/, reason: 'archived projects that are due' },
  { statement: 'webhook_deliveries_held', reason: 'deliveries of archived projects' },
  { statement: 'webhook_deliveries_revived', reason: 'deliveries whose jobs are lost' },
  { statement: 'webhook_deliveries_deleted', reason: 'retention of deliveries' },
  { statement: 'purge_idempotency_keys', reason: 'retention of idempotency keys' },
  { statement: 'rate_limits_deleted', reason: 'limits that were removed' },
];

import { type SqlBool, sql } from 'kysely';
import type { Caller } from '../../postgres/plan/compile-statement.ts';
import type { Holder } from '../../postgres/plan/selection.ts';
import { type Argument, fragmentBuilder } from '../../postgres/query/statement.ts';
import type { VisibleProjects } from '../../postgres/tenancy.ts';
import { isActiveOrganization } from '../organization.ts';
import { apiKeyColumns } from './read.ts';

export type PlannedCallerArguments = VisibleProjects & {
  /** SHA-256 of the secret that was sent. */
  readonly hash: Buffer;
  /** The scopes of the key as the process remembers them. */
  readonly scopes: readonly string[] | null;
};

/** Restrictions of the key that the process checks when the statement has returned. */
export type PlannedRestrictions = {
  readonly enabled: boolean;
  readonly expiresAtMs: number | null;
  readonly allowedIps: readonly string[] | null;
};

/** The key that was sent, if it is the current secret of a key that has exactly the given scopes and sees exactly the given projects
 *  of the given organization, which is not suspended. */
export const plannedCaller: Caller<PlannedCallerArguments> = {
  row: (argument, holder) =>
    sql`${fragmentBuilder()
      .selectFrom('api_key')
      .select(apiKeyColumns)
      .where('api_key.organization_id', '=', argument('organizationId'))
      .where('api_key.hash', '=', argument('hash'))
      .where(sql<SqlBool>`api_key.scopes is not distinct from ${argument('scopes', 'text[]')}`)
      .where(isActiveOrganization(argument('organizationId')))
      .where(seesProjects(argument, holder))}`,
  restrictions: (alias) => {
    const of = (property: string) => sql.ref(`${alias}.${property}`);
    return sql`case when ${of('enabled')} and ${of('expiresAt')} is null and ${of('allowedIps')} is null then null
      else json_build_object('enabled',${of('enabled')},'expiresAtMs',(date_part('epoch',${of('expiresAt')})*1000)::bigint,
        'allowedIps',${of('allowedIps')}) end`;
  },
};

function seesProjects(argument: Argument<PlannedCallerArguments>, { kind, visibility }: Holder) {
  const visible = argument('visibleProjectIds', 'text[]');
  if (kind === 'project') return sql<SqlBool>`api_key.project_id = (${visible})[1]`;
  const restricted = visibility === 'all' ? sql`is null` : sql`= ${visible}`;
  return sql<SqlBool>`(api_key.project_id is null and api_key.project_ids ${restricted})`;
}

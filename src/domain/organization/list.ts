import { z } from 'zod';
import type { ListLoader } from '../../postgres/pagination/list-loader.ts';
import type { OrganizationRow } from '../../repositories/organization.ts';
import {
  type OrganizationCountsRow,
  type OrganizationFilter,
  organizationPage,
  selectOrganizationCount,
  selectOrganizationCounts,
} from '../../repositories/organization-list.ts';
import { organizationNotFound } from '../core/errors.ts';
import { type ListPage, newestFirst, readPage } from '../core/list.ts';
import type { PageInput } from '../core/pagination.ts';
import type { RequestContext } from '../core/request-context.ts';
import { managedOrganization, requireOperator } from '../core/tenancy.ts';
import { parseInput, searchText } from '../core/validation.ts';

export type OrganizationCounts = OrganizationCountsRow;

export type OrganizationFilterInput = {
  /** A substring of the name, case-insensitive, or an id. Empty: no filter. */
  readonly search?: string | null | undefined;
  readonly isSuspended?: boolean | null | undefined;
};

const LIST = 'organizations';
const searchInput = z.object({ search: searchText });

const readFilter = ({ search, isSuspended }: OrganizationFilterInput): OrganizationFilter => ({
  search: parseInput(searchInput, { search }).search,
  isSuspended: isSuspended ?? null,
});

/** Reads a page of all organizations, newest first. Throws FORBIDDEN for every actor but the operator, BAD_USER_INPUT for
 *  an invalid size, cursor or filter. */
export async function listOrganizations(
  context: RequestContext,
  input: OrganizationFilterInput & PageInput,
): Promise<ListPage<OrganizationRow>> {
  requireOperator(context.actor);
  const filter = readFilter(input);
  const loader: Pick<ListLoader<OrganizationFilter, OrganizationRow>, 'page'> = {
    page: (_installation, window) => context.db.read(...organizationPage(window, filter)),
  };
  return readPage({ loader, name: LIST, ownerId: '', order: newestFirst, filter, input });
}

export async function countOrganizations(
  context: RequestContext,
  input: OrganizationFilterInput,
): Promise<number> {
  requireOperator(context.actor);
  const [row] = await context.db.read(selectOrganizationCount, readFilter(input));
  return row?.count ?? 0;
}

/** Returns how many rows an organization has that its deletion would delete. Throws FORBIDDEN for a key that is restricted
 *  to projects. */
export async function organizationCounts(
  context: RequestContext,
  { id }: OrganizationRow,
): Promise<OrganizationCounts> {
  const managed = managedOrganization(context.actor, id);
  const [counts] = managed ? await context.db.read(selectOrganizationCounts, managed) : [];
  if (!counts) throw organizationNotFound();
  return counts;
}

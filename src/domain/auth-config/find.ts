import { z } from 'zod';
import { rowLoader } from '../../postgres/caller-reads.ts';
import { authConfigList, selectAuthConfigs } from '../../repositories/auth-config.ts';
import { newestFirst } from '../core/list.ts';
import { defineReads } from '../core/reads.ts';
import { anyOf, parseInput, searchText, toolkitSlug } from '../core/validation.ts';
import { authConfigStatuses } from './fields.ts';

const filterInput = z.object({
  search: searchText,
  toolkitSlugs: anyOf(toolkitSlug),
  statuses: anyOf(z.enum(authConfigStatuses)),
});

/** Absent and null: no filter. */
export type AuthConfigFilterInput = z.input<typeof filterInput>;

export const {
  byId: authConfigById,
  ofProject: authConfigOfProject,
  list: listAuthConfigs,
  count: countAuthConfigs,
  planned: plannedAuthConfigs,
  plannedPoint: plannedAuthConfig,
  plannedNode: plannedAuthConfigNode,
} = defineReads({
  prefix: 'ac',
  row: rowLoader(selectAuthConfigs),
  rows: authConfigList,
  name: 'authConfigs',
  order: newestFirst,
  filter: (input: AuthConfigFilterInput) => parseInput(filterInput, input),
});

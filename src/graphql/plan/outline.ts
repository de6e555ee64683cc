import { type GraphQLObjectType, getArgumentValues, type SelectionSetNode } from 'graphql';
import type { KeyHolder } from '../../domain/core/actor.ts';
import { hasScope, type KeyScope } from '../../domain/core/permissions.ts';
import type { BoundFilters, BoundMatch, BoundPage } from '../../domain/core/planned.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { type AuthRole, roleOf } from '../../domain/core/roles.ts';
import { visibleProjects } from '../../domain/core/tenancy.ts';
import {
  type BoundRead,
  type Compute,
  holderOf,
  type PlannedRead,
  plannedCallerArguments,
  planRead,
} from '../../domain/plan/read.ts';
import type { Collecting } from './collect-fields.ts';
import { type Selector, type Site, type Sites, selectObject } from './select.ts';

type Variables = { readonly [name: string]: unknown };

/** The fields of a query whose directives are decided. */
export type Outline = {
  bind(variables: Variables, actor: KeyHolder, context: RequestContext): BoundRead | string;
};

type BoundSite = BoundMatch | BoundPage | BoundFilters;

/** A field whose arguments select rows. */
type ArgumentSite = Site & {
  readonly bind: (args: never, context: RequestContext) => BoundSite | null;
};

/** The number of statements that a document may still get: decided directives times shapes of arguments times kinds of keys. */
export type Budget = { statementsLeft: number };

export const TOO_MANY_VARIANTS = 'too many variants of the document';

/** Throws Unplannable. */
export function createOutline(
  collecting: Collecting,
  type: GraphQLObjectType,
  selectionSet: SelectionSetNode,
  { responseBytesMax, budget }: { readonly responseBytesMax: number; readonly budget: Budget },
): Outline {
  const sites: ArgumentSite[] = [];
  const roles: (readonly AuthRole[])[] = [];
  const scopes: KeyScope[] = [];
  let readsOrganization = false;
  const select = (selector: Pick<Selector, 'sites'> & Partial<Selector>) => {
    const computes: Compute[] = [];
    const { members } = selectObject(
      { ...collecting, computes, visit: () => {}, visitOrganization: () => {}, ...selector },
      type,
      [selectionSet],
    );
    return { roots: members, computes };
  };
  // A trial run with arbitrary shapes determines whether the document can be planned, where its arguments are, and which keys
  // may run it.
  select({
    sites: trialSites(sites),
    visit: ({ requires, scope }) => {
      if (requires) roles.push(requires);
      if (scope) scopes.push(scope);
    },
    visitOrganization: () => {
      readsOrganization = true;
    },
  });
  const statements = new Map<string, PlannedRead>();
  return {
    bind: (variables, actor, context) => {
      const role = roleOf[actor.kind];
      if (!roles.every((required) => role && required.includes(role))) return 'kind of key';
      if (!scopes.every((scope) => hasScope(actor, scope))) return 'scopes of the key';
      const visible = visibleProjects(actor);
      if (readsOrganization && visible.visibleProjectIds !== null) return 'restricted key';
      const bounds: BoundSite[] = [];
      for (const { field, node, bind } of sites) {
        const bound = bind(getArgumentValues(field, node, variables) as never, context);
        if (!bound) return `arguments of ${field.name}`;
        bounds.push(bound);
      }
      const holder = holderOf(actor, visible);
      const variant = `${holder.kind} ${holder.visibility} ${bounds.map(({ shape }) => shape).join()}`;
      const args = plannedCallerArguments(actor, visible);
      addValues(args, bounds);
      const cached = statements.get(variant);
      if (cached) return { read: cached, args };
      if (budget.statementsLeft === 0) return TOO_MANY_VARIANTS;
      budget.statementsLeft -= 1;
      const read = planRead({ ...select({ sites: boundSites(bounds) }), holder, responseBytesMax });
      statements.set(variant, read);
      return { read, args };
    },
  };
}

const trialMatch: BoundMatch = { shape: '', match: {}, values: {} };
const trialPage: BoundPage = {
  shape: '',
  values: {},
  order: '',
  window: { column: 'created_at', ascending: true, backward: false },
  isAfter: false,
  isBefore: false,
  filters: [],
};

const trialFilters: BoundFilters = { shape: '', filters: [], values: {} };

const trialSites = (sites: ArgumentSite[]): Sites => ({
  find: ({ field, node, planned: { bind } }) => {
    sites.push({ field, node, bind });
    return { prefix: '', bound: trialMatch };
  },
  list: ({ field, node, planned: { bind } }) => {
    sites.push({ field, node, bind });
    return { prefix: '', bound: trialPage };
  },
  rows: ({ field, node, planned: { bind } }) => {
    sites.push({ field, node, bind });
    return { prefix: '', bound: trialFilters };
  },
});

const prefixOf = (site: number) => `s${site}_`;

/** The sites are visited in the same order as in the trial run. */
function boundSites(bounds: readonly BoundSite[]): Sites {
  let site = -1;
  const next = () => {
    site += 1;
    return { prefix: prefixOf(site), bound: bounds[site] };
  };
  return {
    find: () => {
      const { prefix, bound } = next();
      if (!bound || !('match' in bound)) throw new Error('The sites are not those of the trial run.');
      return { prefix, bound };
    },
    list: () => {
      const { prefix, bound } = next();
      if (!bound || !('window' in bound)) throw new Error('The sites are not those of the trial run.');
      return { prefix, bound };
    },
    rows: () => {
      const { prefix, bound } = next();
      if (!bound || !('filters' in bound)) throw new Error('The sites are not those of the trial run.');
      return { prefix, bound };
    },
  };
}

/** Adds the values of one request by the names of the arguments in the statement. */
function addValues(args: Record<string, unknown>, bounds: readonly BoundSite[]): void {
  for (const [site, { values }] of bounds.entries())
    for (const name in values) args[`${prefixOf(site)}${name}`] = values[name];
}

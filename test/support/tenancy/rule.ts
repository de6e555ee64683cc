import {
  asNode,
  childOf,
  listOf,
  type Node,
  namesOf,
  ofType,
  parseSql,
  textOf,
  walk,
} from './syntax-tree.ts';
import { tenantColumns } from './tables.ts';

/** A table, CTE or subquery in a FROM clause. */
type Source = {
  readonly kind: 'tenant' | 'derived' | 'other';
  /** Of a table with a tenant: the column that names it. */
  readonly column: string;
  readonly table: string;
};
type Scope = { readonly ctes: ReadonlySet<string>; readonly outer: readonly ReadonlyMap<string, Source>[] };

const statementTypes = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'] as const;

/** Returns what prevents a distributed PostgreSQL from running a statement on the node of one organization: each table with a
 *  tenant must be restricted to an organization that is a parameter, directly or by an equality with another table. */
export function tenantFaults(text: string): readonly string[] {
  const faults: string[] = [];
  for (const statement of parseSql(text)) check(statement, { ctes: new Set(), outer: [] }, faults);
  return [...new Set(faults)];
}

function check(node: Node, scope: Scope, faults: string[]): void {
  const type = statementTypes.find((name) => name in node);
  if (type === undefined) return;
  const statement = childOf(node, type);
  const inner = { ...scope, ctes: checkCtes(statement, scope, faults) };
  for (const side of ['larg', 'rarg'])
    if (side in statement) check({ SelectStmt: childOf(statement, side) }, inner, faults);
  const { sources, conditions } = sourcesOf(statement, inner, faults);
  const scopes = [...scope.outer, sources];
  checkSources(sources, [...conditions, childOf(statement, 'whereClause')], scope, faults);
  if (type === 'InsertStmt') checkInsert(statement, inner, faults);
  if (type === 'UpdateStmt') checkUpdate(statement, faults);
  // The subqueries of its expressions.
  const {
    withClause: _,
    fromClause: __,
    usingClause: ___,
    larg,
    rarg,
    selectStmt,
    ...expressions
  } = statement;
  walk([expressions, conditions], (part) => {
    const subquery = ofType(part, 'SubLink');
    if (!subquery) return true;
    check(childOf(subquery, 'subselect'), { ctes: inner.ctes, outer: scopes }, faults);
    walk(childOf(subquery, 'testexpr'), () => true);
    return false;
  });
}

function checkCtes(statement: Node, scope: Scope, faults: string[]): ReadonlySet<string> {
  const { ctes, recursive } = {
    ctes: listOf(childOf(statement, 'withClause'), 'ctes'),
    recursive: childOf(statement, 'withClause').recursive === true,
  };
  const known = new Set(scope.ctes);
  for (const cte of ctes.map((each) => childOf(each, 'CommonTableExpr'))) {
    if (recursive) known.add(textOf(cte, 'ctename'));
    check(childOf(cte, 'ctequery'), { ...scope, ctes: new Set(known) }, faults);
    known.add(textOf(cte, 'ctename'));
  }
  return known;
}

/** The sources of a statement by alias, and the conditions of its joins. */
function sourcesOf(statement: Node, scope: Scope, faults: string[]) {
  const sources = new Map<string, Source>();
  const conditions: Node[] = [];
  const isWrite = 'relation' in statement && !('selectStmt' in statement || 'valuesLists' in statement);
  const add = (item: Node): void => {
    const join = ofType(item, 'JoinExpr');
    const table = ofType(item, 'RangeVar');
    const subquery = ofType(item, 'RangeSubselect');
    if (join) {
      for (const side of ['larg', 'rarg']) add(childOf(join, side));
      conditions.push(childOf(join, 'quals'));
      const shared = namesOf(join, 'usingClause');
      if (shared.includes('organization_id')) conditions.push(SHARED_ORGANIZATION);
    } else if (table) sources.set(aliasOf(table) || textOf(table, 'relname'), sourceOf(table, scope));
    else if (subquery) {
      check(childOf(subquery, 'subquery'), { ...scope, outer: [...scope.outer, sources] }, faults);
      sources.set(aliasOf(subquery), { kind: 'derived', column: '', table: '' });
    } else if ('RangeFunction' in item) {
      sources.set(aliasOf(childOf(item, 'RangeFunction')), { kind: 'other', column: '', table: '' });
    }
  };
  if (isWrite) add({ RangeVar: childOf(statement, 'relation') });
  for (const item of [...listOf(statement, 'fromClause'), ...listOf(statement, 'usingClause')]) add(item);
  return { sources, conditions };
}

/** Stands for the equality that a JOIN ... USING (organization_id) means. */
const SHARED_ORGANIZATION: Node = { shared: true };

const aliasOf = (item: Node) => textOf(childOf(item, 'alias'), 'aliasname');

function sourceOf(table: Node, { ctes }: Scope): Source {
  const name = textOf(table, 'relname');
  const schema = textOf(table, 'schemaname');
  if (schema === '' && ctes.has(name)) return { kind: 'derived', column: '', table: name };
  const column = schema === '' || schema === 'public' ? tenantColumns.get(name) : undefined;
  return column === undefined
    ? { kind: 'other', column: '', table: name }
    : { kind: 'tenant', column, table: name };
}

/** Checks that each table with a tenant is restricted to a parameter, or to the organization of a source that is checked
 *  itself. */
function checkSources(
  sources: ReadonlyMap<string, Source>,
  conditions: readonly Node[],
  { outer }: Scope,
  faults: string[],
): void {
  const equalities = conditions.flatMap(equalitiesOf);
  const bound = new Set([...sources].filter(([, { kind }]) => kind === 'derived').map(([alias]) => alias));
  const sideOf = (side: Node): string | null => organizationOf(side, sources, outer);
  const open = () => [...sources].filter(([alias, { kind }]) => kind === 'tenant' && !bound.has(alias));
  for (let before = -1; before !== bound.size; ) {
    before = bound.size;
    for (const [left, right] of equalities) {
      const [first, second] = [sideOf(left), sideOf(right)];
      if (first === null || second === null) continue;
      const isBound = (side: string) => side === BOUND || bound.has(side);
      if (isBound(first) && sources.has(second)) bound.add(second);
      if (isBound(second) && sources.has(first)) bound.add(first);
    }
    if (conditions.includes(SHARED_ORGANIZATION) && open().length < countTenants(sources))
      for (const [alias] of open()) bound.add(alias);
  }
  for (const [, { table }] of open()) faults.push(`${table} is not restricted to one organization`);
}

const countTenants = (sources: ReadonlyMap<string, Source>) =>
  [...sources.values()].filter(({ kind }) => kind !== 'other').length;

/** A side of an equality that is a parameter, or the organization of an enclosing query. */
const BOUND = '$';

/** The alias whose organization an expression is. BOUND: a value. Null: something else. */
function organizationOf(
  side: Node,
  sources: ReadonlyMap<string, Source>,
  outer: readonly ReadonlyMap<string, Source>[],
): string | null {
  const cast = ofType(side, 'TypeCast');
  if (cast) return organizationOf(childOf(cast, 'arg'), sources, outer);
  if ('ParamRef' in side) return BOUND;
  const column = ofType(side, 'ColumnRef');
  if (!column) return null;
  const names = namesOf(column, 'fields');
  const name = names.at(-1) ?? '';
  const alias = names.at(-2);
  const names_ = ({ kind, column: own }: Source) =>
    kind === 'derived' ? isOrganization(name) : kind === 'tenant' && own === name;
  for (const [depth, scope] of [sources, ...outer.toReversed()].entries()) {
    const found = [...scope].find(
      ([key, source]) => (alias === undefined || key === alias) && names_(source),
    );
    if (found) return depth === 0 ? found[0] : BOUND;
  }
  return null;
}

const isOrganization = (name: string) => /^(?:organization_?id|ownerId)$/i.test(name);

/** The pairs of expressions that a condition requires to be equal. */
function equalitiesOf(condition: Node): readonly (readonly [Node, Node])[] {
  const all = ofType(condition, 'BoolExpr');
  if (all) return all.boolop === 'AND_EXPR' ? listOf(all, 'args').flatMap(equalitiesOf) : [];
  const subquery = ofType(condition, 'SubLink');
  if (subquery && textOf(subquery, 'subLinkType') === 'ANY_SUBLINK') return membersOf(subquery);
  const comparison = ofType(condition, 'A_Expr');
  if (!comparison || textOf(comparison, 'kind') !== 'AEXPR_OP' || namesOf(comparison, 'name')[0] !== '=')
    return [];
  return [[childOf(comparison, 'lexpr'), childOf(comparison, 'rexpr')]];
}

/** (organization_id, id) IN (SELECT ...): the subquery is checked itself. */
function membersOf(subquery: Node): readonly (readonly [Node, Node])[] {
  const row = childOf(childOf(subquery, 'testexpr'), 'RowExpr');
  return listOf(row, 'args').map((member) => [member, { ParamRef: {} }] as const);
}

function checkInsert(statement: Node, scope: Scope, faults: string[]): void {
  const target = childOf(statement, 'relation');
  const { kind, column, table } = sourceOf(target, { ...scope, ctes: new Set() });
  const select = childOf(childOf(statement, 'selectStmt'), 'SelectStmt');
  check(childOf(statement, 'selectStmt'), scope, faults);
  if (kind !== 'tenant') return;
  const place = listOf(statement, 'cols').findIndex(
    (each) => textOf(childOf(each, 'ResTarget'), 'name') === column,
  );
  const rows = listOf(select, 'valuesLists').map((row) => listOf(childOf(row, 'List'), 'items'));
  const isValue = (row: readonly Node[]) => organizationOf(row[place] ?? {}, new Map(), []) === BOUND;
  if (place < 0 || !rows.every(isValue))
    faults.push(`${table} is written without the organization as a value`);
  checkConflict(childOf(statement, 'onConflictClause'), table, faults);
}

/** A distributed PostgreSQL rejects functions that are not immutable in ON CONFLICT, such as arithmetic with intervals. */
function checkConflict(conflict: Node, table: string, faults: string[]): void {
  walk(conflict, (part) => {
    const isInterval = namesOf(childOf(childOf(part, 'TypeCast'), 'typeName'), 'names').includes('interval');
    if ('FuncCall' in part || 'SQLValueFunction' in part || isInterval)
      faults.push(`${table} is written by ON CONFLICT with a function that may not be immutable`);
    return true;
  });
}

function checkUpdate(statement: Node, faults: string[]): void {
  const changed = listOf(statement, 'targetList').map((each) =>
    textOf(childOf(asNode(each), 'ResTarget'), 'name'),
  );
  if (changed.includes('organization_id')) faults.push('a statement moves rows to another organization');
}

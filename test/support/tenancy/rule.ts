import { childOf, listOf, type Node, namesOf, ofType, parseSql, textOf, walk } from './syntax-tree.ts';
import { tenantColumns } from './tables.ts';

/** Where the rows of a FROM clause come from. */
type Source = {
  readonly table: string;
  /** The column that names the organization. Null: a table without a tenant, a CTE, a subquery or a function. */
  readonly column: string | null;
  readonly isCte: boolean;
};
type Sources = ReadonlyMap<string, Source>;

/** What a statement inside another one may refer to: CTEs, and the sources of the enclosing queries. */
type Scope = { readonly ctes: ReadonlySet<string>; readonly outer: readonly Sources[] };

const statementTypes = ['SelectStmt', 'InsertStmt', 'UpdateStmt', 'DeleteStmt'] as const;
const clauses: ReadonlySet<string> = new Set([
  'withClause',
  'fromClause',
  'usingClause',
  'larg',
  'rarg',
  'selectStmt',
]);

/** Returns what prevents a distributed PostgreSQL from running a statement on the node of one organization. Each table with
 *  a tenant must be restricted to an organization that is a parameter, directly or by an equality with another such table. */
export function tenantFaults(text: string): readonly string[] {
  const faults: string[] = [];
  for (const statement of parseSql(text)) check(statement, { ctes: new Set(), outer: [] }, faults);
  return [...new Set(faults)];
}

/** Checks a SELECT, INSERT, UPDATE or DELETE with everything in it. Returns its sources. */
function check(node: Node, scope: Scope, faults: string[]): Sources {
  const type = statementTypes.find((name) => name in node);
  if (type === undefined) return new Map();
  const statement = childOf(node, type);
  const inner = { ...scope, ctes: checkCtes(statement, scope, faults) };
  for (const side of ['larg', 'rarg'])
    if (side in statement) check({ SelectStmt: childOf(statement, side) }, inner, faults);
  const { sources, conditions } = sourcesOf(statement, type, inner, faults);
  checkSources(sources, [...conditions, childOf(statement, 'whereClause')], scope.outer, faults);
  if (type === 'InsertStmt') checkInsert(statement, inner, faults);
  if (type === 'UpdateStmt') checkUpdate(statement, faults);
  const expressions = Object.entries(statement).filter(([name]) => !clauses.has(name));
  walk([expressions.map(([, value]) => value), conditions], (part) => {
    const subquery = ofType(part, 'SubLink');
    if (subquery)
      checkSubquery(childOf(subquery, 'subselect'), { ...inner, outer: [...scope.outer, sources] }, faults);
    return !subquery;
  });
  return sources;
}

function checkCtes(statement: Node, scope: Scope, faults: string[]): ReadonlySet<string> {
  const clause = childOf(statement, 'withClause');
  const known = new Set(scope.ctes);
  for (const cte of listOf(clause, 'ctes').map((each) => childOf(each, 'CommonTableExpr'))) {
    if (clause.recursive === true) known.add(textOf(cte, 'ctename'));
    check(childOf(cte, 'ctequery'), { ...scope, ctes: new Set(known) }, faults);
    known.add(textOf(cte, 'ctename'));
  }
  return known;
}

/** A distributed PostgreSQL rejects subqueries that read a CTE and refer to the enclosing query. */
function checkSubquery(subquery: Node, scope: Scope, faults: string[]): void {
  const sources = check(subquery, scope, faults);
  const ctes = [...sources.values()].filter(({ isCte }) => isCte);
  const isOuter = (alias: string) => !sources.has(alias) && scope.outer.some((outer) => outer.has(alias));
  walk(ctes.length > 0 ? subquery : [], (part) => {
    const alias = namesOf(childOf(part, 'ColumnRef'), 'fields').at(-2);
    if (alias !== undefined && isOuter(alias))
      faults.push(`a correlated subquery reads the CTE ${ctes[0]?.table}`);
    return true;
  });
}

/** The sources of a statement by alias, and the conditions of its joins. */
function sourcesOf(statement: Node, type: string, scope: Scope, faults: string[]) {
  const sources = new Map<string, Source>();
  const conditions: Node[] = [];
  const add = (item: Node): void => {
    const join = ofType(item, 'JoinExpr');
    const table = ofType(item, 'RangeVar');
    const subquery = ofType(item, 'RangeSubselect');
    if (join) {
      for (const side of ['larg', 'rarg']) add(childOf(join, side));
      conditions.push(childOf(join, 'quals'));
    } else if (table) sources.set(aliasOf(table) || textOf(table, 'relname'), sourceOf(table, scope.ctes));
    else if (subquery) {
      check(childOf(subquery, 'subquery'), { ...scope, outer: [...scope.outer, sources] }, faults);
      sources.set(aliasOf(subquery), { table: '', column: null, isCte: false });
    }
  };
  if (type === 'UpdateStmt' || type === 'DeleteStmt') add({ RangeVar: childOf(statement, 'relation') });
  for (const clause of ['fromClause', 'usingClause']) listOf(statement, clause).forEach(add);
  return { sources, conditions };
}

const aliasOf = (item: Node) => textOf(childOf(item, 'alias'), 'aliasname');

function sourceOf(range: Node, ctes: ReadonlySet<string>): Source {
  const table = textOf(range, 'relname');
  const schema = textOf(range, 'schemaname');
  const isCte = schema === '' && ctes.has(table);
  const isOwn = !isCte && (schema === '' || schema === 'public');
  return { table, isCte, column: (isOwn && tenantColumns.get(table)) || null };
}

/** Checks that each table with a tenant is restricted to a parameter, or to the organization of another table that is. */
function checkSources(
  sources: Sources,
  conditions: readonly Node[],
  outer: readonly Sources[],
  faults: string[],
): void {
  const bound = new Set<string>([BOUND]);
  const pairs = conditions
    .flatMap(equalitiesOf)
    .map((pair) => pair.map((side) => organizationOf(side, sources, outer)));
  for (let before = 0; before !== bound.size; ) {
    before = bound.size;
    for (const pair of pairs)
      if (!pair.includes(null) && pair.some((side) => side !== null && bound.has(side)))
        for (const side of pair) if (side !== null) bound.add(side);
  }
  for (const [alias, { table, column }] of sources)
    if (column !== null && !bound.has(alias)) faults.push(`${table} is not restricted to one organization`);
}

/** A side of an equality that is a parameter, or the organization of a table of an enclosing query. */
const BOUND = '$';

/** The alias whose organization an expression is. BOUND: a value. Null: something else. */
function organizationOf(side: Node, sources: Sources, outer: readonly Sources[]): string | null {
  const cast = ofType(side, 'TypeCast');
  if (cast) return organizationOf(childOf(cast, 'arg'), sources, outer);
  if ('ParamRef' in side) return BOUND;
  const names = namesOf(childOf(side, 'ColumnRef'), 'fields');
  const [name, alias] = [names.at(-1), names.at(-2)];
  for (const scope of [sources, ...outer.toReversed()]) {
    const found = [...scope].find(([key, { column }]) => column === name && (alias ?? key) === key);
    if (found) return scope === sources ? found[0] : BOUND;
    if (alias !== undefined && scope.has(alias)) return null;
  }
  return null;
}

/** The pairs of expressions that a condition requires to be equal. */
function equalitiesOf(condition: Node): readonly (readonly Node[])[] {
  const parts = ofType(condition, 'BoolExpr');
  if (parts) {
    const [first = [], ...others] = listOf(parts, 'args').map(equalitiesOf);
    if (parts.boolop === 'AND_EXPR') return [first, ...others].flat();
    return parts.boolop === 'OR_EXPR'
      ? first.filter((pair) => others.every((other) => isIn(pair, other)))
      : [];
  }
  const comparison = ofType(condition, 'A_Expr');
  const isEquality =
    comparison !== null &&
    textOf(comparison, 'kind') === 'AEXPR_OP' &&
    namesOf(comparison, 'name').join('') === '=';
  return isEquality ? [[childOf(comparison, 'lexpr'), childOf(comparison, 'rexpr')]] : [];
}

/** Whether a column that equals a parameter does so in another alternative too. */
function isIn([column = {}, value = {}]: readonly Node[], pairs: readonly (readonly Node[])[]): boolean {
  const nameOf = (side: Node) => namesOf(childOf(side, 'ColumnRef'), 'fields').join('.');
  return (
    'ParamRef' in value &&
    pairs.some(([other = {}, its = {}]) => 'ParamRef' in its && nameOf(other) === nameOf(column))
  );
}

function checkInsert(statement: Node, scope: Scope, faults: string[]): void {
  const { table, column } = sourceOf(childOf(statement, 'relation'), new Set());
  const source = childOf(statement, 'selectStmt');
  check(source, scope, faults);
  if (column === null) return;
  const columns = listOf(statement, 'cols').map((each) => textOf(childOf(each, 'ResTarget'), 'name'));
  const place = columns.indexOf(column);
  const rows = listOf(childOf(source, 'SelectStmt'), 'valuesLists').map((row) =>
    listOf(childOf(row, 'List'), 'items'),
  );
  const isValue = (row: readonly Node[]) => organizationOf(row[place] ?? {}, new Map(), []) === BOUND;
  if (place < 0 || !rows.every(isValue))
    faults.push(`${table} is written without the organization as a value`);
  checkConflict(childOf(statement, 'onConflictClause'), table, faults);
}

/** A distributed PostgreSQL rejects functions that are not immutable in ON CONFLICT, such as arithmetic with intervals. */
function checkConflict(conflict: Node, table: string, faults: string[]): void {
  walk(conflict, (part) => {
    const type = namesOf(childOf(childOf(part, 'TypeCast'), 'typeName'), 'names');
    if ('FuncCall' in part || 'SQLValueFunction' in part || type.includes('interval'))
      faults.push(`${table} is written by ON CONFLICT with a function that may not be immutable`);
    return true;
  });
}

function checkUpdate(statement: Node, faults: string[]): void {
  const { table, column } = sourceOf(childOf(statement, 'relation'), new Set());
  const changed = listOf(statement, 'targetList').map((each) => textOf(childOf(each, 'ResTarget'), 'name'));
  if (column !== null && changed.includes(column)) faults.push(`${table} is moved to another organization`);
}

import { loadModule, parseSync } from 'libpg-query';

/** A node of PostgreSQL's syntax tree: an object whose fields are named as in its sources. */
export type Node = { readonly [field: string]: unknown };

await loadModule();

/** Parses SQL with PostgreSQL's own parser. Returns its statements. */
export function parseSql(text: string): readonly Node[] {
  return listOf(asNode(parseSync(text)), 'stmts').map((statement) => childOf(statement, 'stmt'));
}

const EMPTY: Node = {};

const asNode = (value: unknown): Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : EMPTY;

/** The child in a field; empty where there is none. */
export const childOf = (node: Node, field: string): Node => asNode(node[field]);

/** The children in a field that holds a list. */
export function listOf(node: Node, field: string): readonly Node[] {
  const value = node[field];
  return Array.isArray(value) ? value.map(asNode) : [];
}

export const textOf = (node: Node, field: string): string => {
  const value = node[field];
  return typeof value === 'string' ? value : '';
};

/** The content of a node of this type; null for another type. */
export const ofType = (node: Node, type: string): Node | null => (type in node ? childOf(node, type) : null);

/** Visits a node and all below it, until `visit` returns false for one. */
export function walk(value: unknown, visit: (node: Node) => boolean): void {
  if (Array.isArray(value)) for (const member of value) walk(member, visit);
  else if (typeof value === 'object' && value !== null && visit(asNode(value)))
    walk(Object.values(value), visit);
}

/** The texts of a list of String nodes, such as the parts of a column's name. */
export const namesOf = (node: Node, field: string): readonly string[] =>
  listOf(node, field).map((part) => textOf(childOf(part, 'String'), 'sval'));

import { apiKeyColumns } from '../api-key/read.ts';
import { organizationColumns } from '../organization.ts';
import { projectColumns } from '../project/project.ts';
import { concatenate, type Fragment, literal, objectOf, sql } from './json-sql.ts';
import type { Encoding, EntityName, ReadObject } from './selection.ts';

/** Maps properties to columns: `api_key.created_at as createdAt` is column `created_at`, property `createdAt`. */
function columnsOf(selections: readonly string[]): ReadonlyMap<string, string> {
  const pairs = selections.map((selection) => {
    const [source = '', property] = selection.split(' as ');
    const column = source.slice(source.indexOf('.') + 1);
    return [property ?? column, column] as const;
  });
  return new Map(pairs);
}

type ByEntity<Value> = Readonly<Record<EntityName, Value>>;

/** The tables to read from, and the visible rows of each. */
export type Reading = {
  readonly tables: ByEntity<string>;
  /** Condition of the rows that the holder of the key may see, for a row with this alias. */
  readonly visible: ByEntity<(alias: string) => string>;
};

const columns: ByEntity<ReadonlyMap<string, string>> = {
  organization: columnsOf(organizationColumns),
  project: columnsOf(projectColumns),
  apiKey: columnsOf(apiKeyColumns),
};

const visibleInOrganization = (owner: string): Reading['visible'] => ({
  organization: (a) => `${a}.id=${owner}.organization_id`,
  project: (a) => `${a}.organization_id=${owner}.organization_id`,
  apiKey: (a) => `${a}.organization_id=${owner}.organization_id`,
});

/** In a data-modifying statement, written rows are in its CTEs and not yet in the tables. */
export const writtenReading: Reading = {
  tables: { organization: 'organization', project: 'subject', apiKey: 'issued' },
  visible: visibleInOrganization('subject'),
};

type Relation = {
  readonly to: EntityName;
  readonly many?: true;
  readonly nullable?: true;
  /** Condition that a row of `child` belongs to a row of `parent`. */
  readonly on: (parent: string, child: string) => string;
};

const relations: Readonly<Record<string, Relation>> = {
  'project.organization': { to: 'organization', on: (p, c) => `${c}.id=${p}.organization_id` },
  'project.apiKeys': {
    to: 'apiKey',
    many: true,
    on: (p, c) => `${c}.project_id=${p}.id`,
  },
  'organization.defaultProject': {
    to: 'project',
    on: (p, c) => `${c}.organization_id=${p}.id AND ${c}.is_default`,
  },
  'organization.apiKeys': {
    to: 'apiKey',
    many: true,
    on: (p, c) => `${c}.organization_id=${p}.id AND ${c}.project_id IS NULL`,
  },
  'apiKey.organization': { to: 'organization', on: (p, c) => `${c}.id=${p}.organization_id` },
  'apiKey.project': { to: 'project', nullable: true, on: (p, c) => `${c}.id=${p}.project_id` },
};

const encodings: Readonly<Record<Encoding, (column: string) => readonly Fragment[]>> = {
  text: (column) => [sql(`to_json(${column})::text`)],
  token: (column) => [literal('"'), sql(`${column}::text`), literal('"')],
  boolean: (column) => [sql(`${column}::text`)],
  instant: (column) => [
    literal('"'),
    sql(`to_char(${column} AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
    literal('"'),
  ],
  // Not `to_json`, which would write a non-array column as a string.
  list: (column) => [sql(`array_to_json(${column})::text`)],
};

/** The alias of a row contains its depth, which makes it unique among the enclosing rows. */
const aliasOf = (depth: number) => `r${depth}`;

function selectOne(reading: Reading, object: ReadObject, condition: string, depth: number): string {
  const alias = aliasOf(depth);
  const json = concatenate(objectFragments(reading, object, alias, depth + 1));
  return `SELECT ${json} FROM ${reading.tables[object.entity]} ${alias} WHERE ${reading.visible[object.entity](alias)} AND ${condition}`;
}

/** Compiles the JSON object of the row `alias`; nested rows start at `depth`. */
export function objectFragments(
  reading: Reading,
  object: ReadObject,
  alias: string,
  depth: number,
): readonly Fragment[] {
  return objectOf(
    object.members.map(
      (member) => [member.key, memberFragments(reading, object, member, alias, depth)] as const,
    ),
  );
}

function memberFragments(
  reading: Reading,
  { entity }: ReadObject,
  member: ReadObject['members'][number],
  alias: string,
  depth: number,
): readonly Fragment[] {
  switch (member.kind) {
    case 'constant':
      return [literal(member.json)];
    case 'column': {
      const column = columns[entity].get(member.property);
      if (column === undefined) throw new Error(`${entity} has no column for ${member.property}.`);
      const value = encodings[member.encoding](`${alias}.${column}`);
      return member.nullable ? [orNull(concatenate(value))] : value;
    }
    case 'configId':
      return [literal('"pcfg_'), sql(`substr(${alias}.id,6)`), literal('"')];
    case 'same':
      return objectFragments(reading, member.object, alias, depth);
    case 'relation':
      return relationFragments(reading, `${entity}.${member.relation}`, member.object, alias, depth);
  }
}

function relationFragments(
  reading: Reading,
  name: string,
  object: ReadObject,
  parent: string,
  depth: number,
): readonly Fragment[] {
  const relation = relations[name];
  if (!relation) throw new Error(`There is no relation ${name}.`);
  const child = aliasOf(depth);
  if (!relation.many) {
    const one = `(${selectOne(reading, object, relation.on(parent, child), depth)})`;
    return [relation.nullable ? orNull(one) : sql(one)];
  }
  const json = concatenate(objectFragments(reading, object, child, depth + 1));
  const rows = `SELECT ${json} FROM ${reading.tables[relation.to]} ${child}
    WHERE ${reading.visible[relation.to](child)} AND ${relation.on(parent, child)} ORDER BY ${child}.created_at,${child}.id`;
  return [literal('['), sql(`array_to_string(ARRAY(${rows}),',')`), literal(']')];
}

const orNull = (expression: string): Fragment => sql(`coalesce(${expression},'null')`);

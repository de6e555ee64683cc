import { type RawBuilder, sql } from 'kysely';
import { type Argument, compileStatement, placeholderOf, type Statement } from '../query/statement.ts';
import type { VisibleProjects } from '../tenancy.ts';
import { objectFragments } from './compile-object.ts';
import { concatenate } from './json-sql.ts';
import type { Row } from './row.ts';
import type { Holder, PlanObject, PlanRoots } from './selection.ts';
import type { PlanArguments } from './source.ts';

/** How a statement finds the key of its caller. */
export type Caller<Args extends VisibleProjects> = {
  /** Selects the row of the key, or none. */
  readonly row: (argument: Argument<Args>, holder: Holder) => RawBuilder<unknown>;
  /** Restrictions of the key as JSON. Null: none. */
  readonly restrictions: (alias: string) => RawBuilder<unknown>;
};

type PlanInput<Args extends VisibleProjects> = {
  readonly roots: PlanRoots;
  readonly holder: Holder;
  readonly caller: Caller<Args>;
  /** The largest answer with a page, in bytes. */
  readonly bytesMax: number;
};

export type PlanRow<Restrictions> = {
  /** The data of the response. Null: too large. */
  readonly json: string | null;
  readonly restrictions: Restrictions | null;
  /** Absent: the process measures the answer. */
  readonly isTooLarge?: boolean;
};

/** Compiles one statement that finds the live key of the caller and returns the whole result as JSON text. No row: there is no
 *  such key. */
export function compilePlan<Args extends VisibleProjects, Restrictions>(
  name: string,
  { roots, holder, caller, bytesMax }: PlanInput<Args>,
): Statement<Args & PlanArguments, PlanRow<Restrictions>> {
  const argument: Argument<Args & PlanArguments> = placeholderOf;
  const scope = { argument, visibility: holder.visibility };
  const key: Row = { alias: 'key', names: new Set() };
  const json = concatenate(objectFragments(scope, { members: roots }, key, 1));
  const read = sql`select ${json} as json, ${caller.restrictions(key.alias)} as restrictions
    from (${caller.row(argument, holder)}) as ${sql.ref(key.alias)}`;
  // Without a page the answer has at most the keys of one organization or project: the caller measures it.
  const hasPage = readsPage({ members: roots });
  const whole = hasPage ? measured(read, bytesMax) : read;
  const { text, values } = compileStatement(
    name,
    (db) => ({ compile: () => whole.compile(db) }),
    placeholderOf,
  );
  return { name, text, values, execution: hasPage ? 'dedicated' : 'pipelined' };
}

const measured = (read: RawBuilder<unknown>, bytesMax: number) => {
  const max = sql.lit(bytesMax);
  return sql`select case when octet_length(json)<=${max} then json end as json, restrictions,
    octet_length(json)>${max} as "isTooLarge" from (${read} offset 0) as answer`;
};

const readsPage = ({ members }: PlanObject): boolean =>
  members.some((member) => member.kind === 'page' || ('object' in member && readsPage(member.object)));

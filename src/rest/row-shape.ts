import type { RowPlan } from '../domain/plan/answer.ts';

type Members = RowPlan['object']['members'];
type Member = Members[number];
type Column = Extract<Member, { readonly kind: 'column' }>;

type ShownColumn<Row> = {
  readonly column: keyof Row & string;
  readonly as: Exclude<Column['encoding'], 'list'>;
};
type ShownConstant = { readonly constant: string | boolean | null };
type ShownValue<Row> = {
  readonly reads: readonly (keyof Row & string)[];
  readonly compute: (row: Row) => unknown;
};

/** What a member of the JSON object of a row shows: a column, a constant, or what a function computes from columns. */
type Shown<Row> = ShownColumn<Row> | ShownConstant | ShownValue<Row>;

type Shape<Row, Answer> = { readonly [Name in keyof Answer & string]: Shown<Row> };

/** How rows are shown: by the process, and by the plans of routes. */
type RowShape<Row, Answer> = {
  readonly of: (row: Row) => Answer;
  readonly plan: RowPlan;
};

/** Declares the JSON object of a row, member by member in the order of the answer. */
export function defineRowShape<Row extends object, Answer extends object>(
  shape: Shape<Row, Answer>,
): RowShape<Row, Answer> {
  const shown = Object.entries<Shown<Row>>(shape);
  const computes: RowPlan['computes'][number][] = [];
  const members = shown.map(([key, one]): Member => {
    if ('constant' in one) return { key, kind: 'constant', json: JSON.stringify(one.constant) };
    if ('column' in one)
      return { key, kind: 'column', property: one.column, encoding: one.as, nullable: false };
    const index = computes.push(computeOf(one)) - 1;
    return {
      key,
      kind: 'computed',
      index,
      reads: Object.fromEntries(one.reads.map((name) => [name, 'json'] as const)),
    };
  });
  return {
    of: (row) => objectOf<Answer>(shown.map(([key, one]) => [key, shownValue(row, one)])),
    plan: { object: { members }, computes },
  };
}

const computeOf = <Row>({ reads, compute }: ShownValue<Row>) => ({
  shrinks: false,
  toJson: (values: readonly unknown[]) =>
    JSON.stringify(compute(objectOf(reads.map((name, index) => [name, values[index]])))),
});

function objectOf<Result>(members: readonly (readonly [string, unknown])[]): Result {
  const result: unknown = Object.fromEntries(members);
  return result as Result;
}

function shownValue<Row extends object>(row: Row, one: Shown<Row>): unknown {
  if ('constant' in one) return one.constant;
  if ('reads' in one) return one.compute(row);
  const value = row[one.column];
  return value instanceof Date ? value.toISOString() : value;
}

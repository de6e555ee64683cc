import type { PageWindow, Position } from './list-query.ts';

/** A window of a log: entries are ordered by `createdAt` and then by id. */
export type LogWindow = Omit<PageWindow<Date>, 'column'>;

/** A range of time. Null: not limited. */
export type TimeRange = {
  /** Inclusive. */
  readonly from: Date | null;
  /** Exclusive. */
  readonly to: Date | null;
};

/** Returns the window as arguments of Prisma's `findMany`, for entries that match all conditions. */
export function pageOfLog<Condition>(
  { ascending, after, before, limit }: LogWindow,
  conditions: readonly Condition[],
) {
  const order = ascending ? ('asc' as const) : ('desc' as const);
  const bounds = [
    ...(after ? [beyond(ascending ? 'gt' : 'lt', after)] : []),
    ...(before ? [beyond(ascending ? 'lt' : 'gt', before)] : []),
  ];
  return {
    where: { AND: [...conditions, ...bounds] },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit,
  };
}

/** The first condition matches the index: PostgreSQL starts at the instant, and compares ids of that instant only. */
const beyond = (side: 'lt' | 'gt', { value, id }: Position<Date>) => ({
  createdAt: side === 'lt' ? { lte: value } : { gte: value },
  OR: [{ createdAt: { [side]: value } }, { id: { [side]: id } }],
});

/** Returns the conditions of a range of time. */
export const withinTime = ({ from, to }: TimeRange) => [
  ...(from ? [{ createdAt: { gte: from } }] : []),
  ...(to ? [{ createdAt: { lt: to } }] : []),
];

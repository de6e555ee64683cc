import { compilePlan, type PlanRow } from '../../postgres/plan/compile-statement.ts';
import { COMPUTED, MISSING } from '../../postgres/plan/json-sql.ts';
import type { Holder, PlanRoots } from '../../postgres/plan/selection.ts';
import type { PlanArguments } from '../../postgres/plan/source.ts';
import type { Statement } from '../../postgres/query/statement.ts';
import type { TenantShare } from '../../postgres/share.ts';
import { type VisibleProjects, visibilityOf } from '../../postgres/tenancy.ts';
import {
  type PlannedCallerArguments,
  type PlannedRestrictions,
  plannedCaller,
} from '../../repositories/api-key/planned-caller.ts';
import type { KeyHolder } from '../core/actor.ts';
import { responseTooLarge } from '../core/errors.ts';
import { type AuthAttempt, violatedRestriction } from '../core/key-authentication.ts';
import {
  type RequestContext,
  ROW_BYTES_PER_ANSWER_BYTE,
  type SharedContext,
} from '../core/request-context.ts';

/** Computes a value from columns. */
export type Compute = {
  /** Returns the JSON of the value. */
  readonly toJson: (columns: readonly unknown[], context: RequestContext) => string;
  /** Whether the columns can be much larger than the value. */
  readonly shrinks: boolean;
};

/** A whole operation as one statement, which also authenticates the key. */
export type PlannedRead = {
  readonly statement: Statement<PlannedCallerArguments & PlanArguments, PlanRow<PlannedRestrictions>>;
  readonly computes: readonly Compute[];
};

/** PostgreSQL keeps each named statement on each connection until it closes: only this many get a name. */
const NAMED_MAX = 500;
let namedCount = 0;

/** Returns the name of a new statement for the lifetime of the process. Empty, for an unnamed statement, when the maximum
 *  is reached. */
function nextStatementName(): string {
  namedCount += 1;
  return namedCount <= NAMED_MAX ? `planned_${namedCount}` : '';
}

/** Returns what of a caller decides which statement reads for it. */
export function holderOf({ kind }: KeyHolder, visible: VisibleProjects): Holder {
  return { kind, visibility: visibilityOf(visible) };
}

/** Returns the arguments of a planned read for a key as the process remembers it. The statement finds no key if that has changed. */
export function plannedCallerArguments(
  { sentHash, apiKey }: KeyHolder,
  { organizationId, visibleProjectIds }: VisibleProjects,
): PlannedCallerArguments & Record<string, unknown> {
  return { organizationId, visibleProjectIds, hash: sentHash, scopes: apiKey.scopes };
}

type PlanReadInput = {
  readonly roots: PlanRoots;
  readonly computes: readonly Compute[];
  readonly holder: Holder;
  readonly responseBytesMax: number;
};

export function planRead({ roots, computes, holder, responseBytesMax }: PlanReadInput): PlannedRead {
  // Columns of computed values are replaced by the values before the answer is measured.
  const bytesMax = computes.length > 0 ? ROW_BYTES_PER_ANSWER_BYTE * responseBytesMax : responseBytesMax;
  const statement = compilePlan<PlannedCallerArguments, PlannedRestrictions>(nextStatementName(), {
    roots,
    holder,
    caller: plannedCaller,
    bytesMax,
  });
  return { statement, computes };
}

/** A planned read with the values of one request. */
export type BoundRead = {
  readonly read: PlannedRead;
  /** Values of arguments by their names. */
  readonly args: PlannedCallerArguments & PlanArguments;
};

/** The request of a planned read. */
type PlannedRequest = {
  readonly readAttempt: () => AuthAttempt;
  readonly share: TenantShare;
  readonly context: RequestContext;
};

/** Returns the data of the response as JSON text. Null: fall back to the executor, which can also say why the key is rejected.
 *  Throws RESPONSE_TOO_LARGE. */
export async function runPlannedRead(
  { db, lastUsed, responseBytesMax }: Pick<SharedContext, 'db' | 'lastUsed' | 'responseBytesMax'>,
  { read, args }: BoundRead,
  { readAttempt, share, context }: PlannedRequest,
): Promise<string | null> {
  const [row] = await db.read(read.statement, args, share);
  const attempt = readAttempt();
  if (!row || !allows(row.restrictions, attempt)) return null;
  if (row.isTooLarge ? read.computes.some(({ shrinks }) => shrinks) : row.json === null) return null;
  if (row.json?.includes(MISSING)) return null;
  lastUsed.record({ organizationId: args.organizationId, hash: args.hash }, attempt.now);
  const json = row.json && fillComputed(row.json, read.computes, context);
  if (json === null || exceeds(json, responseBytesMax)) throw responseTooLarge();
  return json;
}

/** A character has at most three bytes, so most texts need not be measured. */
const exceeds = (text: string, bytesMax: number) =>
  text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax;

/** Replaces the columns of computed values by the values. */
function fillComputed(json: string, computes: readonly Compute[], context: RequestContext): string {
  if (computes.length === 0) return json;
  const parts = json.split(COMPUTED);
  for (let index = 1; index < parts.length; index += 2) {
    const part = parts[index] ?? '';
    const colon = part.indexOf(':');
    const compute = computes[Number(part.slice(0, colon))];
    parts[index] = compute?.toJson(JSON.parse(part.slice(colon + 1)), context) ?? 'null';
  }
  return parts.join('');
}

/** Returns whether the key may see the result. */
function allows(restrictions: PlannedRestrictions | null, attempt: AuthAttempt): boolean {
  if (restrictions === null) return true;
  const { expiresAtMs } = restrictions;
  const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
  return violatedRestriction({ ...restrictions, expiresAt }, attempt) === null;
}

import type { Statement } from '../../postgres/query/statement.ts';
import { compileRead } from '../../repositories/fast-path/compile-read.ts';
import type { HolderKind, ReadObject, ReadRoots } from '../../repositories/fast-path/selection.ts';
import { answerTooLarge } from '../core/errors.ts';
import { type AuthAttempt, type KeyRestrictions, violatedRestriction } from '../core/key-authentication.ts';
import { grantsScope, type KeyScope } from '../core/permissions.ts';
import type { Share, SharedContext } from '../core/request-context.ts';

export type {
  Encoding,
  EntityName,
  PageInfoKind,
  ReadObject,
  ReadPage,
  ReadRoots,
  WrittenRead,
} from '../../repositories/fast-path/selection.ts';

/** What restricts the key that was sent, as the statement found it. */
type Restrictions = Omit<KeyRestrictions, 'expiresAt'> & {
  readonly expiresAtMs: number | null;
  readonly scopes: readonly string[] | null;
  readonly isPinned: boolean;
};

type Row = {
  readonly json: string | null;
  /** Null: nothing does. */
  readonly restrictions: Restrictions | null;
  /** Of a read with lists: `json` would be larger than an answer may be, and is null. */
  readonly isTooLarge?: boolean | null;
};

/** A whole operation as one statement: it checks the key and answers. Values are those of the slots from $2 on. */
export type PlannedRead = Statement<{ readonly hash: Buffer; readonly values: readonly unknown[] }, Row>;

/** PostgreSQL keeps each named statement on each connection for good: only so many get a name. */
const NAMED_MAX = 500;
let namedCount = 0;

/** A name for one more statement that lasts as long as the process. Empty, for no name, when there are enough. */
export function nextStatementName(): string {
  namedCount += 1;
  return namedCount <= NAMED_MAX ? `planned_${namedCount}` : '';
}

/** For keys of one kind: it decides what the statement may read. */
export function planRead(roots: ReadRoots, holder: HolderKind, answerBytesMax: number): PlannedRead {
  const text = compileRead(roots, holder, answerBytesMax);
  return {
    name: nextStatementName(),
    text,
    isBrief: !readsPage(roots),
    values: ({ hash, values }) => [hash, ...values],
  };
}

const readsPage = (members: ReadRoots | ReadObject['members']): boolean =>
  members.some(
    (member) => member.kind === 'projects' || ('object' in member && readsPage(member.object.members)),
  );

/** A planned read as one request wants it. */
export type BoundRead = {
  readonly read: PlannedRead;
  readonly values: readonly unknown[];
  /** What the key of a project needs for what is read. */
  readonly scopes: readonly KeyScope[];
};

/** The data of the answer to who sent the secret with this hash, as JSON text. Null when there is more to say than that, such as
 *  why the key opens nothing: then the ordinary way says it. Throws ANSWER_TOO_LARGE. */
export async function runPlannedRead(
  { db, lastUsed }: Pick<SharedContext, 'db' | 'lastUsed'>,
  { read, values, scopes }: BoundRead,
  { hash, readVisit, share }: Sending,
): Promise<string | null> {
  const [row] = await db.read(read, { hash, values }, share);
  const attempt = readVisit();
  if (!row || (row.json === null && !row.isTooLarge) || !allows(row.restrictions, attempt, scopes))
    return null;
  lastUsed.record(hash, attempt.now);
  if (row.isTooLarge) throw answerTooLarge();
  return row.json;
}

/** Who sent a planned read, and when. */
type Sending = { readonly hash: Buffer; readonly readVisit: () => AuthAttempt; readonly share: Share };

/** A key that is pinned to projects sees less than the statement reads. */
function allows(
  restrictions: Restrictions | null,
  attempt: AuthAttempt,
  needed: readonly KeyScope[],
): boolean {
  if (restrictions === null) return true;
  const { isPinned, expiresAtMs, scopes } = restrictions;
  const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
  return (
    !isPinned &&
    violatedRestriction({ ...restrictions, expiresAt }, attempt) === null &&
    needed.every((scope) => grantsScope(scopes, scope))
  );
}

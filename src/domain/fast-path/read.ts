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

/** Restrictions of the key that was sent, as the statement read them. */
type Restrictions = Omit<KeyRestrictions, 'expiresAt'> & {
  readonly expiresAtMs: number | null;
  readonly scopes: readonly string[] | null;
  readonly isPinned: boolean;
};

type Row = {
  readonly json: string | null;
  /** Null: the key is unrestricted. */
  readonly restrictions: Restrictions | null;
  /** For reads with lists: `json` is null because it would exceed the size limit of a response. */
  readonly isTooLarge?: boolean | null;
};

/** A whole operation as one statement, which also authenticates the key. Values are those of the slots from $2 on. */
export type PlannedRead = Statement<{ readonly hash: Buffer; readonly values: readonly unknown[] }, Row>;

/** PostgreSQL keeps each named statement on each connection until it closes: only this many get a name. */
const NAMED_MAX = 500;
let namedCount = 0;

/** Returns the name of a new statement for the lifetime of the process. Empty, for an unnamed statement, when the maximum
 *  is reached. */
export function nextStatementName(): string {
  namedCount += 1;
  return namedCount <= NAMED_MAX ? `planned_${namedCount}` : '';
}

/** Plans a read for one kind of keys, which decides what the statement may read. */
export function planRead(roots: ReadRoots, holder: HolderKind, answerBytesMax: number): PlannedRead {
  const text = compileRead(roots, holder, answerBytesMax);
  return {
    name: nextStatementName(),
    text,
    execution: readsPage(roots) ? 'dedicated' : 'pipelined',
    values: ({ hash, values }) => [hash, ...values],
  };
}

const readsPage = (members: ReadRoots | ReadObject['members']): boolean =>
  members.some(
    (member) => member.kind === 'projects' || ('object' in member && readsPage(member.object.members)),
  );

/** A planned read with the values of one request. */
export type BoundRead = {
  readonly read: PlannedRead;
  readonly values: readonly unknown[];
  /** Scopes that a project key needs for the read. */
  readonly scopes: readonly KeyScope[];
};

/** Returns the data of the response for the caller with this hash, as JSON text. Null: fall back to the ordinary path,
 *  which can also say why the key is rejected. Throws RESPONSE_TOO_LARGE. */
export async function runPlannedRead(
  { db, lastUsed, answerBytesMax }: Pick<SharedContext, 'db' | 'lastUsed' | 'answerBytesMax'>,
  { read, values, scopes }: BoundRead,
  { hash, readAttempt, share }: ReadCaller,
): Promise<string | null> {
  const [row] = await db.read(read, { hash, values }, share);
  const attempt = readAttempt();
  if (!row || (row.json === null && !row.isTooLarge) || !allows(row.restrictions, attempt, scopes))
    return null;
  lastUsed.record({ organizationId: share.organizationId, hash }, attempt.now);
  if (row.isTooLarge || (row.json !== null && exceeds(row.json, answerBytesMax))) throw answerTooLarge();
  return row.json;
}

/** A character has at most three bytes, so most texts need not be measured. */
const exceeds = (text: string, bytesMax: number) =>
  text.length * 3 > bytesMax && Buffer.byteLength(text) > bytesMax;

/** The caller of a planned read, and when it was sent. */
type ReadCaller = { readonly hash: Buffer; readonly readAttempt: () => AuthAttempt; readonly share: Share };

/** Returns whether the key may see the result. Rejects keys restricted to projects, which see less than the statement
 *  reads. */
function allows(
  restrictions: Restrictions | null,
  attempt: AuthAttempt,
  required: readonly KeyScope[],
): boolean {
  if (restrictions === null) return true;
  const { isPinned, expiresAtMs, scopes } = restrictions;
  const expiresAt = expiresAtMs === null ? null : new Date(expiresAtMs);
  return (
    !isPinned &&
    violatedRestriction({ ...restrictions, expiresAt }, attempt) === null &&
    required.every((scope) => grantsScope(scopes, scope))
  );
}

import type { Database } from '../data/database.ts';
import { compileRead } from '../data/json-read/compile.ts';
import type { HolderKind, ReadRoots } from '../data/json-read/selection.ts';
import type { Statement } from '../data/statement.ts';
import { sha256 } from '../lib/sha256.ts';
import { keyRefused } from './api-key.ts';

export type {
  Encoding,
  EntityName,
  PageInfoKind,
  ReadObject,
  ReadPage,
  ReadRoots,
  WrittenRead,
} from '../data/json-read/selection.ts';

type Row = { readonly isRevoked: boolean; readonly json: string | null };

/** A whole operation as one statement: it checks the key and answers. Values are those of the slots from $2 on. */
export type PlannedRead = Statement<{ readonly secret: string; readonly values: readonly unknown[] }, Row>;

/** PostgreSQL keeps each named statement on each connection for good: only so many get a name. */
const NAMED_MAX = 500;
let named = 0;

/** A name for one more statement that lasts as long as the process. Empty, for no name, when there are enough. */
export function nextStatementName(): string {
  named += 1;
  return named <= NAMED_MAX ? `planned_${named}` : '';
}

/** For keys of one kind: it decides what the statement may read. */
export function planRead(roots: ReadRoots, holder: HolderKind): PlannedRead {
  const text = compileRead(roots, holder);
  return {
    name: nextStatementName(),
    text,
    values: ({ secret, values }) => [sha256(secret), ...values],
  };
}

/** The data of the answer as JSON text. Null when there is more to say than that: then the ordinary way says it. Throws
 *  UNAUTHENTICATED for a key that opens nothing. */
export async function runPlannedRead(
  db: Database,
  read: PlannedRead,
  secret: string,
  values: readonly unknown[],
): Promise<string | null> {
  const [row] = await db.read(read, { secret, values });
  if (!row) throw keyRefused('unknown');
  if (row.isRevoked) throw keyRefused('revoked');
  return row.json;
}

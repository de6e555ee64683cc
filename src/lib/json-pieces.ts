import { setImmediate as nextTurn } from 'node:timers/promises';
import { jsonBytes } from './json-size.ts';

/** Bytes written without yielding: about a millisecond of work. */
const CHUNK_BYTES = 256 * 1_024;

/** Serializes a large value as JSON, with the same result as `JSON.stringify`, and yields to other requests between its
 *  parts. The value holds what a GraphQL result holds: scalars, arrays and plain objects. */
export async function writeJson(value: object): Promise<string> {
  const chunks: string[] = [];
  let written = 0;
  for (const chunk of chunksOf(value)) {
    chunks.push(chunk);
    written += chunk.length;
    if (written < CHUNK_BYTES) continue;
    written = 0;
    await nextTurn();
  }
  return chunks.join('');
}

function* chunksOf(value: unknown): Generator<string> {
  if (
    typeof value !== 'object' ||
    value === null ||
    'toJSON' in value ||
    jsonBytes(value, CHUNK_BYTES) <= CHUNK_BYTES
  )
    yield JSON.stringify(value) ?? 'null';
  else if (Array.isArray(value))
    yield* joined(
      '[',
      value.map((element) => ['', element] as const),
      ']',
    );
  else {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    yield* joined(
      '{',
      members.map(([name, member]) => [`${JSON.stringify(name)}:`, member] as const),
      '}',
    );
  }
}

function* joined(open: string, parts: readonly (readonly [label: string, part: unknown])[], end: string) {
  yield open;
  for (const [index, [label, part]] of parts.entries()) {
    yield `${index > 0 ? ',' : ''}${label}`;
    yield* chunksOf(part);
  }
  yield end;
}

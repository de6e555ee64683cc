import { SLICE_BYTES, turns } from './turn-queue.ts';

/** A text in UTF-8 that is sent in parts and never held as one string. */
export type LargeText = { readonly chunks: readonly Buffer[]; readonly byteLength: number };

/** Serializes a value as JSON, with the same bytes as `JSON.stringify`, in slices between which other requests run.
 *  Returns null when it has more than `bytesMax` bytes; then the rest is not serialized, and nothing of it if that is
 *  obvious. The value holds what a GraphQL
 *  result holds: scalars, arrays and plain objects. `key`: whose turns the slices take. */
export async function serializeLarge(
  value: unknown,
  bytesMax: number,
  key: string,
): Promise<LargeText | null> {
  if (certainlyExceeds(value, bytesMax)) return null;
  const chunks: Buffer[] = [];
  let byteLength = 0;
  for (const text of slicesOf(value)) {
    const chunk = Buffer.from(text);
    byteLength += chunk.length;
    if (byteLength > bytesMax) return null;
    chunks.push(chunk);
    await turns.next(key);
  }
  return { chunks, byteLength };
}

/** Joins pieces to slices. */
function* slicesOf(value: unknown): Generator<string> {
  let slice = '';
  for (const piece of piecesOf(value)) {
    slice += piece;
    if (slice.length < SLICE_BYTES) continue;
    yield slice;
    slice = '';
  }
  yield slice;
}

function* piecesOf(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null || 'toJSON' in value || isSmall(value))
    yield JSON.stringify(value) ?? 'null';
  else if (Array.isArray(value)) {
    let separator = '[';
    for (const element of value) {
      yield separator;
      yield* piecesOf(element);
      separator = ',';
    }
    yield ']';
  } else {
    let separator = '{';
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue;
      yield `${separator}${JSON.stringify(name)}:`;
      yield* piecesOf(member);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  }
}

/** The approximate length of a value below which it is serialized at once. */
const SMALL = SLICE_BYTES / 4;
/** The approximate length of a scalar other than a string, with its separator. */
const SCALAR = 8;

/** Whether a value is short in JSON, without looking at each character. */
const isSmall = (value: object): boolean => lengthLeft(value, SMALL) >= 0;

/** Subtracts the approximate length of a value. Stops below zero. */
function lengthLeft(value: unknown, left: number): number {
  if (typeof value === 'string') return left - value.length - SCALAR;
  if (typeof value !== 'object' || value === null) return left - SCALAR;
  let rest = left - SCALAR;
  if (Array.isArray(value)) {
    for (const element of value) {
      if (rest < 0) break;
      rest = lengthLeft(element, rest);
    }
    return rest;
  }
  for (const name in value) {
    if (rest < 0) break;
    rest = lengthLeft((value as Record<string, unknown>)[name], rest - name.length);
  }
  return rest;
}

/** Nodes of a value that `certainlyExceeds` looks at: less than a millisecond. */
const NODES_MAX = 20_000;

/** Whether the strings of a value alone exceed the limit, without looking at each character. False: unknown. */
function certainlyExceeds(value: unknown, bytesMax: number): boolean {
  const pending = [value];
  let bytes = 0;
  for (let nodes = 0; nodes < NODES_MAX && pending.length > 0; nodes += 1) {
    const node = pending.pop();
    if (typeof node === 'string') bytes += node.length;
    else if (typeof node === 'object' && node !== null && !('toJSON' in node))
      for (const member of Object.values(node)) pending.push(member);
    if (bytes > bytesMax) return true;
  }
  return false;
}

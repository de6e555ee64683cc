/** Characters that JSON writes with more bytes than UTF-8 does, and surrogates, which may be unpaired. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters.
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

/** Counts the bytes of a value as JSON in UTF-8. Stops and returns Infinity beyond `bytesMax`. */
export function jsonBytes(value: unknown, bytesMax: number): number {
  const counter: Counter = { bytesLeft: bytesMax, sizes: new Map() };
  return count(value, counter) ? bytesMax - counter.bytesLeft : Number.POSITIVE_INFINITY;
}

type Counter = {
  bytesLeft: number;
  /** Sizes of plain objects that one response may hold in several positions. */
  readonly sizes: Map<object, number>;
};

/** Returns false when the limit is exceeded. */
function count(value: unknown, counter: Counter): boolean {
  if (typeof value !== 'object' || value === null) return take(counter, scalarBytes(value));
  if (Array.isArray(value)) return countAll(value, counter);
  if (hasOwnForm(value)) return take(counter, Buffer.byteLength(JSON.stringify(value)));
  // The executor creates objects without a prototype, each in one position only.
  if (Object.getPrototypeOf(value) === null) return countMembers(value, counter);
  const size = counter.sizes.get(value);
  if (size !== undefined) return take(counter, size);
  const before = counter.bytesLeft;
  if (!countMembers(value, counter)) return false;
  counter.sizes.set(value, before - counter.bytesLeft);
  return true;
}

const hasOwnForm = (value: object) => 'toJSON' in value && typeof value.toJSON === 'function';

function countAll(values: readonly unknown[], counter: Counter): boolean {
  if (!take(counter, Math.max(2, values.length + 1))) return false;
  for (const value of values) if (!count(value === undefined ? null : value, counter)) return false;
  return true;
}

function countMembers(value: object, counter: Counter): boolean {
  let members = 0;
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    members += 1;
    if (!take(counter, scalarBytes(name) + 1) || !count(member, counter)) return false;
  }
  return take(counter, Math.max(2, members + 1));
}

function take(counter: Counter, bytes: number): boolean {
  counter.bytesLeft -= bytes;
  return counter.bytesLeft >= 0;
}

function scalarBytes(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return ESCAPED.test(value) ? Buffer.byteLength(JSON.stringify(value)) : Buffer.byteLength(value) + 2;
    case 'boolean':
      return value ? 4 : 5;
    case 'number':
      return Number.isFinite(value) ? String(value).length : 4;
    default:
      return 4;
  }
}

/** The headers that the API reads a key from, and how a key for each of them begins. */
const HEADER_OF_PREFIX = { oak_: 'x-org-api-key', ak_: 'x-api-key' } as const;
const KEY_HEADERS: readonly string[] = [
  ...Object.values(HEADER_OF_PREFIX),
  'x-operator-key',
  'authorization',
];
const WHOLE_KEY = /^o?ak_[0-9A-Za-z]{38}$/;

export type Headers = Readonly<Record<string, string>>;

/** Returns the header of an organization or project key, or null for a text that is no whole key. */
export function headerOfKey(key: string): string | null {
  if (!WHOLE_KEY.test(key)) return null;
  return key.startsWith('oak_') ? HEADER_OF_PREFIX.oak_ : HEADER_OF_PREFIX.ak_;
}

/** Returns the headers that a key is sent in; none for an empty key. */
export function headersOfKey(key: string): Headers {
  const header = headerOfKey(key);
  return header === null ? {} : { [header]: key };
}

/** Returns the headers typed as JSON in the headers editor; none while the text is not an object of strings. */
export function typedHeaders(text: string): Headers {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).map(([name, value]) => [name.toLowerCase(), `${value}`]),
    );
  } catch {
    return {};
  }
}

/** Tells whether headers carry a key, so that a request with them is worth sending. */
export const carryKey = (headers: Headers) => KEY_HEADERS.some((name) => Boolean(headers[name]));

/** Tells whether headers carry a key that is typed to its end. */
export const carryWholeKey = (headers: Headers) =>
  Object.values(headers).some((value) => WHOLE_KEY.test(value.replace(/^bearer +/i, ''))) ||
  Boolean(headers['x-operator-key']);

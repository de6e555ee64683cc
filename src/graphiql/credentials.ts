/** The headers of API keys by the prefix of the key. */
const HEADER_OF_PREFIX = { oak_: 'x-org-api-key', ak_: 'x-api-key' } as const;
const KEY_HEADERS: readonly string[] = [
  ...Object.values(HEADER_OF_PREFIX),
  'x-operator-key',
  'authorization',
];
const COMPLETE_KEY = /^o?ak_[0-9A-Za-z]{38}$/;

export type Headers = Readonly<Record<string, string>>;

/** Returns the header of an organization or project key. Null: not a complete key. */
export function headerOfKey(key: string): string | null {
  if (!COMPLETE_KEY.test(key)) return null;
  return key.startsWith('oak_') ? HEADER_OF_PREFIX.oak_ : HEADER_OF_PREFIX.ak_;
}

/** Returns the headers for a key; none for an incomplete one. */
export function headersOfKey(key: string): Headers {
  const header = headerOfKey(key);
  return header === null ? {} : { [header]: key };
}

/** Returns the headers in the headers editor; none while its text is not a JSON object. */
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

/** Returns whether headers contain a key. Requests without one are not sent. */
export const haveKey = (headers: Headers) => KEY_HEADERS.some((name) => Boolean(headers[name]));

/** Returns whether headers contain a complete key. */
export const haveCompleteKey = (headers: Headers) =>
  Object.values(headers).some((value) => COMPLETE_KEY.test(value.replace(/^bearer +/i, ''))) ||
  Boolean(headers['x-operator-key']);

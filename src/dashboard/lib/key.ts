/** The headers of API keys by the prefix of the key. */
const HEADER_OF_PREFIX = { oak_: 'x-org-api-key', ak_: 'x-api-key' } as const;
const COMPLETE_KEY = /^(oak_|ak_)[0-9A-Za-z]{38}$/;

/** Returns the header for a key. Null: not a complete organization or project key. */
export function headerOfKey(key: string): string | null {
  const prefix = COMPLETE_KEY.exec(key)?.[1];
  return prefix === 'oak_' || prefix === 'ak_' ? HEADER_OF_PREFIX[prefix] : null;
}

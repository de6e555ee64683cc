/** Where keys and headers are stored: in memory until the page is left, in this tab (session storage), or in this browser (local
 *  storage). */
export const PLACES = ['nowhere', 'tab', 'browser'] as const;
export type Place = (typeof PLACES)[number];

const PLACE_ITEM = 'bailiwick:keep-headers';
const KEY_ITEM = 'bailiwick:key';
const HEADERS_ITEM = 'graphiql:headers';
/** Items in which GraphiQL stores headers together with documents and variables, as JSON. */
const ITEMS_WITH_HEADERS = ['graphiql:tabState', 'graphiql:queries', 'graphiql:favorites'];

export type Kept = {
  /** The storage for the state of GraphiQL. Removes headers from what is written where the chosen place does not allow them. */
  readonly storage: Storage;
  readonly place: () => Place;
  /** Moves the stored keys and headers to another place. */
  readonly moveTo: (place: Place) => void;
  readonly key: () => string;
  readonly setKey: (key: string) => void;
};

/** Opens the storage of this page. Documents and variables are stored in the browser; keys and headers are not stored by default. */
export function openKept(session = openStorage('sessionStorage'), local = openStorage('localStorage')): Kept {
  /** All items as they were written, including headers. */
  const written = new Map<string, string>();
  const place = () => PLACES.find((name) => name === local.getItem(PLACE_ITEM)) ?? 'nowhere';

  const write = (item: string, value: string) => {
    const hasHeaders = mayHaveHeaders(item);
    if (place() === 'tab' && hasHeaders) session.setItem(item, value);
    else session.removeItem(item);
    local.setItem(item, place() === 'browser' || !hasHeaders ? value : withoutHeaders(item, value));
  };
  const storage: Storage = {
    get length() {
      return local.length;
    },
    key: (index) => local.key(index),
    getItem: (item) => session.getItem(item) ?? local.getItem(item),
    setItem(item, value) {
      written.set(item, value);
      write(item, value);
    },
    removeItem(item) {
      written.delete(item);
      session.removeItem(item);
      local.removeItem(item);
    },
    clear() {
      written.clear();
      session.clear();
      local.clear();
    },
  };
  return {
    storage,
    place,
    moveTo(next) {
      for (const item of [KEY_ITEM, HEADERS_ITEM, ...ITEMS_WITH_HEADERS]) {
        const value = written.get(item) ?? storage.getItem(item);
        if (value !== null) written.set(item, value);
      }
      local.setItem(PLACE_ITEM, next);
      for (const [item, value] of written) if (mayHaveHeaders(item)) write(item, value);
    },
    key: () => storage.getItem(KEY_ITEM) ?? '',
    setKey: (key) => storage.setItem(KEY_ITEM, key),
  };
}

const mayHaveHeaders = (item: string) =>
  item === KEY_ITEM || item === HEADERS_ITEM || ITEMS_WITH_HEADERS.includes(item);

function withoutHeaders(item: string, value: string): string {
  if (!ITEMS_WITH_HEADERS.includes(item)) return '';
  try {
    const strip = (name: string, inner: unknown) => (name === 'headers' ? null : inner);
    return JSON.stringify(JSON.parse(value), strip);
  } catch {
    return '';
  }
}

/** Opens a storage of the browser, or one in memory where the browser denies access. */
function openStorage(name: 'sessionStorage' | 'localStorage'): Storage {
  try {
    const storage = window[name];
    storage.getItem(PLACE_ITEM);
    return storage;
  } catch {
    return memoryStorage();
  }
}

function memoryStorage(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (item) => items.get(item) ?? null,
    setItem: (item, value) => void items.set(item, value),
    removeItem: (item) => void items.delete(item),
    clear: () => items.clear(),
  };
}

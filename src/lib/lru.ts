import { LRUCache } from 'lru-cache';

/** Creates a map that evicts the least recently used entries beyond `entriesMax`. Allocates memory as it fills; with
 *  lru-cache's `max` it would allocate everything at once, which costs milliseconds at startup. */
export function createLru<Value extends object | string | number | boolean>(
  entriesMax: number,
  lifetime: LRUCache.OptionsBase<string, Value, unknown> = {},
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({ ...lifetime, maxSize: entriesMax, sizeCalculation: () => 1 });
}

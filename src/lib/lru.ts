import { LRUCache } from 'lru-cache';

/** A map that is bounded by the number of its entries. */
export type Lru<Value extends object | string | number | boolean> = LRUCache<string, Value>;

/** Creates a map that evicts the least recently used entries beyond `entriesMax`. Allocates memory as it fills; with
 *  lru-cache's `max` it would allocate everything at once, which costs milliseconds at startup. */
export function createLru<Value extends object | string | number | boolean>(
  entriesMax: number,
  lifetime: LRUCache.OptionsBase<string, Value, unknown> = {},
): Lru<Value> {
  return new LRUCache<string, Value>({ ...lifetime, maxSize: entriesMax, sizeCalculation: () => 1 });
}

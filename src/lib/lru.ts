import { LRUCache } from 'lru-cache';

/** A map of so many entries at most: those that were not used for longest are forgotten. Takes memory for what is in it; by `max`
 *  it would take all at once, and milliseconds of the start. */
export function createLru<Value extends object | string | number | boolean>(
  entriesMax: number,
  lifetime: LRUCache.OptionsBase<string, Value, unknown> = {},
): LRUCache<string, Value> {
  return new LRUCache<string, Value>({ ...lifetime, maxSize: entriesMax, sizeCalculation: () => 1 });
}

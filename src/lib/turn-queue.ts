/** Bytes that are parsed, serialized or written in one slice: a fraction of a millisecond. */
export const SLICE_BYTES = 64 * 1_024;

/** How long a slice waits for brief requests of other keys at most. Bounds how much slower a large response becomes while
 *  others always have a request in progress. */
const BRIEF_WAIT_MAX_MS = 2;

/** Divides the turns of the event loop between large pieces of work: each turn runs one slice, of the keys in turn, and
 *  handles everything that has arrived before the next one. A slice waits while a brief request of another key is in
 *  progress, up to a few milliseconds. */
export class TurnQueue {
  /** In the order in which keys are served. */
  readonly #queues = new Map<string, (() => void)[]>();
  readonly #brief = new Map<string, number>();
  readonly #briefWaitMaxMs: number;
  #briefCount = 0;
  #immediate: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(briefWaitMaxMs: number) {
    this.#briefWaitMaxMs = briefWaitMaxMs;
  }

  /** Resolves when the caller may run its next slice: synchronous work of at most a millisecond. */
  next(key: string): Promise<void> {
    return new Promise((resolve) => {
      const queue = this.#queues.get(key);
      if (queue) queue.push(resolve);
      else this.#queues.set(key, [resolve]);
      this.#schedule();
    });
  }

  /** Marks the begin of a brief request. Pair with `endBrief`. */
  beginBrief(key: string): void {
    this.#brief.set(key, this.#briefBy(key) + 1);
    this.#briefCount += 1;
  }

  endBrief(key: string): void {
    const count = this.#briefBy(key) - 1;
    if (count > 0) this.#brief.set(key, count);
    else this.#brief.delete(key);
    this.#briefCount -= 1;
    if (this.#timer && this.#ready() !== undefined) this.#schedule();
  }

  #briefBy(key: string): number {
    return this.#brief.get(key) ?? 0;
  }

  /** Returns the next key that no brief request of another one delays. */
  #ready(): string | undefined {
    for (const key of this.#queues.keys()) if (this.#briefCount === this.#briefBy(key)) return key;
    return undefined;
  }

  #schedule(): void {
    if (this.#immediate) return;
    if (this.#ready() === undefined) {
      this.#timer ??= setTimeout(() => this.#run(this.#queues.keys().next().value), this.#briefWaitMaxMs);
      return;
    }
    this.#immediate = setImmediate(() => {
      this.#immediate = undefined;
      const key = this.#ready();
      if (key === undefined) this.#schedule();
      else this.#run(key);
    });
  }

  #run(key: string | undefined): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const queue = key === undefined ? undefined : this.#queues.get(key);
    if (key === undefined || !queue) return;
    const runSlice = queue.shift();
    // Moves the key to the end of the order.
    this.#queues.delete(key);
    if (queue.length > 0) this.#queues.set(key, queue);
    runSlice?.();
    if (this.#queues.size > 0) this.#schedule();
  }
}

/** The turns of this process, which has one event loop. */
export const turns = new TurnQueue(BRIEF_WAIT_MAX_MS);

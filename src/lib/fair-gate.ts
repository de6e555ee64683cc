/** The queue is full, or the wait timed out. */
export class GateRefusal extends Error {
  override readonly name = 'GateRefusal';
}

export type FairGateOptions = {
  /** Maximum slots in use, for all keys together. */
  readonly slotsMax: number;
  /** Maximum slots of one key while no other key requests any. */
  readonly aloneMax: number;
  /** Maximum slots of one key while another key requests slots, or did so within the last second. The empty key does
   *  not count as another one. */
  readonly sharedMax: number;
  /** Maximum waiters, for all keys together. */
  readonly queueMax: number;
  readonly waitMaxMs: number;
};

type Waiter = {
  readonly admit: () => void;
  readonly reject: (error: GateRefusal) => void;
  readonly timer: NodeJS.Timeout;
};

/** How long after its last request a key counts as requesting. */
const SHARING_MS = 1_000;

/** Shares slots between keys: each key has its own queue, and free slots are assigned to the queues in turn. A full
 *  queue rejects the newest waiter of the key with the most waiters. Costs two map lookups while slots are free. */
export class FairGate {
  readonly #options: FairGateOptions;
  readonly #used = new Map<string, number>();
  /** In the order in which keys are served. */
  readonly #queues = new Map<string, Waiter[]>();
  #usedCount = 0;
  #waitingCount = 0;
  #lastKey = '';
  #lastAt = Number.NEGATIVE_INFINITY;
  #sharedUntil = Number.NEGATIVE_INFINITY;

  constructor(options: FairGateOptions) {
    this.#options = options;
  }

  get waitingCount(): number {
    return this.#waitingCount;
  }

  get usedCount(): number {
    return this.#usedCount;
  }

  waitingKeys(): readonly string[] {
    return [...this.#queues.keys()];
  }

  waitingOf(key: string): number {
    return this.#queues.get(key)?.length ?? 0;
  }

  usedBy(key: string): number {
    return this.#used.get(key) ?? 0;
  }

  /** Whether a new waiter of the key would be queued without being rejected itself. */
  hasRoom(key: string): boolean {
    if (this.#waitingCount < this.#options.queueMax) return true;
    return this.waitingOf(key) < this.#longest()[1].length;
  }

  /** Acquires a slot if the key may have one now. Each true must be paired with one `leave`. */
  tryEnter(key: string): boolean {
    this.#recordKey(key);
    if (!this.#isFree(key) || this.#queues.has(key)) return false;
    this.#take(key);
    return true;
  }

  /** Acquires a slot, now or in turn. Rejects with GateRefusal. */
  enter(key: string): Promise<void> {
    if (this.tryEnter(key)) return Promise.resolve();
    return new Promise((resolve, reject) => this.wait(key, resolve, reject));
  }

  /** Enters the queue of the key, after `tryEnter` returned false. */
  wait(key: string, admit: () => void, reject: (error: GateRefusal) => void): void {
    if (!this.hasRoom(key)) {
      reject(new GateRefusal(`${this.#waitingCount} requests are waiting`));
      return;
    }
    if (this.#waitingCount >= this.#options.queueMax) this.#rejectNewest();
    const waiter: Waiter = {
      admit,
      reject,
      timer: setTimeout(() => {
        this.#remove(key, waiter);
        reject(new GateRefusal(`waited ${this.#options.waitMaxMs} ms`));
      }, this.#options.waitMaxMs),
    };
    const queue = this.#queues.get(key);
    if (queue) queue.push(waiter);
    else this.#queues.set(key, [waiter]);
    this.#waitingCount += 1;
  }

  /** Releases a slot and assigns free slots to the queues in turn. */
  leave(key: string): void {
    const used = this.usedBy(key) - 1;
    if (used > 0) this.#used.set(key, used);
    else this.#used.delete(key);
    this.#usedCount -= 1;
    if (this.#waitingCount > 0) this.#admitNext();
  }

  #recordKey(key: string): void {
    if (key === '') return;
    const now = performance.now();
    if (key !== this.#lastKey && now - this.#lastAt < SHARING_MS) this.#sharedUntil = now + SHARING_MS;
    this.#lastKey = key;
    this.#lastAt = now;
  }

  #isFree(key: string): boolean {
    const { slotsMax, aloneMax, sharedMax } = this.#options;
    if (this.#usedCount >= slotsMax) return false;
    const used = this.usedBy(key);
    if (used < sharedMax) return true;
    return used < aloneMax && this.#queues.size <= 1 && performance.now() > this.#sharedUntil;
  }

  #take(key: string): void {
    this.#used.set(key, this.usedBy(key) + 1);
    this.#usedCount += 1;
  }

  #admitNext(): void {
    for (const [key, queue] of [...this.#queues]) {
      const [next] = queue;
      if (!next || !this.#isFree(key)) continue;
      this.#remove(key, next);
      this.#take(key);
      // Moves the key to the end of the order.
      if (this.#queues.delete(key)) this.#queues.set(key, queue);
      next.admit();
    }
  }

  #remove(key: string, waiter: Waiter): void {
    clearTimeout(waiter.timer);
    const queue = this.#queues.get(key);
    const index = queue?.indexOf(waiter) ?? -1;
    if (!queue || index < 0) return;
    queue.splice(index, 1);
    if (queue.length === 0) this.#queues.delete(key);
    this.#waitingCount -= 1;
  }

  #longest(): readonly [string, readonly Waiter[]] {
    let longest: readonly [string, readonly Waiter[]] = ['', []];
    for (const entry of this.#queues) if (entry[1].length > longest[1].length) longest = entry;
    return longest;
  }

  #rejectNewest(): void {
    const [key, queue] = this.#longest();
    const newest = queue.at(-1);
    if (!newest) return;
    this.#remove(key, newest);
    newest.reject(new GateRefusal(`${queue.length} requests of one key are waiting`));
  }
}

import DataLoader, { type BatchLoadFn, type Options } from 'dataloader';
import { turns } from '../lib/turn-queue.ts';
import type { Reads } from './database.ts';
import type { VisibleProjects } from './tenancy.ts';

/** Rows that are passed on in one turn of the event loop: for each the executor resolves the fields, in about ten
 *  microseconds. */
const ROWS_PER_TURN = 50;

/** Spreads the rows that the loaders of one request return over turns of its organization. */
export class Pacer {
  readonly #key: string;
  #rowsLeft = ROWS_PER_TURN;
  #turn: Promise<void> | undefined;

  constructor(key: string) {
    this.#key = key;
  }

  /** Returns the value, or a promise of it if the present turn has had its share. */
  pace<Value>(value: Value): Value | Promise<Value> {
    const rowCount = Array.isArray(value) ? value.length + 1 : 1;
    if (this.#rowsLeft > 0) this.#rowsLeft -= rowCount;
    else this.#startTurn(rowCount);
    return this.#turn ? this.#turn.then(() => value) : value;
  }

  #startTurn(rowCount: number): void {
    this.#rowsLeft = ROWS_PER_TURN - rowCount;
    const turn = (this.#turn ?? Promise.resolve())
      .then(() => turns.next(this.#key))
      .then(() => {
        if (this.#turn === turn) this.#turn = undefined;
      });
    this.#turn = turn;
  }
}

/** A DataLoader whose values arrive in paces: those of a large batch would otherwise be processed all at once. */
export class PacedLoader<Key, Value, CacheKey = Key> extends DataLoader<Key, Value, CacheKey> {
  readonly #pacer: Pacer;

  constructor(pacer: Pacer, load: BatchLoadFn<Key, Value>, options?: Options<Key, Value, CacheKey>) {
    super(load, options);
    this.#pacer = pacer;
  }

  override load(key: Key): Promise<Value> {
    return super.load(key).then((value) => this.#pacer.pace(value));
  }
}

/** Reads for one caller in one request. Loaders of the same caller share batches and results. */
export type CallerReads = {
  readonly db: Reads;
  readonly visible: VisibleProjects;
  /** Spreads what the loaders return over turns of the event loop. */
  readonly pacer: Pacer;
};

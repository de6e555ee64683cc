/** What has been counted under a key in its present window. */
export type Counted = { readonly points: number; readonly endsInMs: number };

/** Counts points in windows of one length. A window begins with the first points after the one before has ended. */
export type RateCounter = {
  /** Adds to what is counted, which no limit ends. Does not reject: where the store fails, this process counts alone. */
  add(key: string, points: number): Promise<Counted>;
  close(): void;
};

/** The count of a key in its current window. */
type Counted = { readonly points: number; readonly endsInMs: number };

/** Counts points in windows of one length. A window starts with the first points after the previous one ended. */
export type RateCounter = {
  /** Adds points, without enforcing a limit. Never rejects: if the store fails, this process counts alone. */
  add(key: string, points: number): Promise<Counted>;
  close(): void;
};

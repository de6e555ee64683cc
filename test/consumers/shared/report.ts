/** What each consumer prints on stdout: the same whichever client it uses. */
export type Report = {
  /** The names of two pages, read one after the other. */
  readonly pages: readonly (readonly string[])[];
  readonly scalars: {
    /** A `DateTime`, as `Date` writes it. */
    readonly createdAt: string;
    /** `BigInt` values, as `BigInt` writes them. */
    readonly quota: { readonly used: string; readonly limit: string };
    /** A `JSONObject`. */
    readonly arguments: Readonly<Record<string, unknown>>;
  };
  readonly creation: {
    /** The list that the cache shows until the server answers. Null: the client keeps no list. */
    readonly optimistic: readonly string[] | null;
    /** The list afterwards. */
    readonly names: readonly string[];
    /** The requests that the client sent for it, the mutation included. */
    readonly requestCount: number;
  };
  /** A mutation that the server rejects. */
  readonly rejected: Rejection;
  /** A query with a revoked key. */
  readonly revoked: Rejection;
};

export type Rejection = { readonly reason: string; readonly field: string | null; readonly advice: string };

export type Settings = {
  readonly url: string;
  readonly organizationKey: string;
  readonly revokedKey: string;
  readonly projectId: string;
};

/** Reads the environment, runs the consumer and prints its report. */
export async function printReport(run: (settings: Settings) => Promise<Report>): Promise<void> {
  const { BAILIWICK_URL = '', ORGANIZATION_KEY = '', REVOKED_KEY = '', PROJECT_ID = '' } = process.env;
  const report = await run({
    url: BAILIWICK_URL,
    organizationKey: ORGANIZATION_KEY,
    revokedKey: REVOKED_KEY,
    projectId: PROJECT_ID,
  });
  process.stdout.write(JSON.stringify(report));
}

/** Waits for a request that must fail and returns its error. */
export const failureOf = (request: Promise<unknown>): Promise<unknown> =>
  request.then(
    () => undefined,
    (error: unknown) => error,
  );

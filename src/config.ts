import { z } from 'zod';
import {
  baseUrl,
  encryptionKey,
  hostNames,
  integer,
  isOrigin,
  KEY_FORM,
  oneOf,
  optionalInteger,
  proxies,
  withoutEmpty,
} from './lib/environment.ts';
import { DatabaseUrlError, parseDatabaseUrl } from './postgres/connection/url.ts';

function refuseBadDatabaseUrl(url: string, { addIssue }: z.RefinementCtx): void {
  try {
    parseDatabaseUrl(url);
  } catch (error) {
    if (!(error instanceof DatabaseUrlError)) throw error;
    addIssue({ code: 'custom', message: error.message });
  }
}

/** Every environment variable that Bailiwick reads. `.env.example` explains the same ones. */
export const variables = z.object({
  PORT: integer(0, 65_535, 4000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: baseUrl.optional(),
  ALLOWED_HOSTS: hostNames.default([]),
  TRUST_PROXY: proxies.default([]),
  SERVER_PROCESSES: integer(1, 64, 1),
  MAX_CONNECTIONS: integer(1, 1_000_000, 4_000),
  DATABASE_URL: z.string().superRefine(refuseBadDatabaseUrl).optional(),
  DATABASE_POOL_MAX: integer(2, 500, 10),
  DATABASE_QUEUE_MAX: integer(0, 100_000, 1_000),
  STATEMENT_TIMEOUT_MS: integer(0, 3_600_000, 15_000),
  DATABASE_PREPARED_STATEMENTS: oneOf(['on', 'off'], 'on'),
  ENCRYPTION_KEY: encryptionKey.optional(),
  ENCRYPTION_KEY_PREVIOUS: z
    .string()
    .transform((text) => text.split(',').map((key) => key.trim()))
    .pipe(z.array(encryptionKey))
    .default([]),
  DATA_DIR: z.string().default('.data'),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must begin with redis:// or rediss://')
    .refine((url) => URL.canParse(url), 'must be a URL: special characters in a password are written as %XX')
    .optional(),
  MAX_QUERY_COST: integer(1, 1_000_000, 500),
  ANSWER_BYTES_MAX: integer(65_536, 268_435_456, 10_485_760),
  RATE_LIMIT_PER_MINUTE: integer(0, 1_000_000_000, 60_000),
  VERIFICATIONS_PER_MINUTE: integer(0, 1_000_000_000, 600_000),
  ANONYMOUS_PER_MINUTE: integer(0, 1_000_000_000, 3_000),
  KEYLESS_PER_MINUTE: integer(0, 1_000_000, 300),
  RATE_LIMIT_STORE: oneOf(['auto', 'memory', 'postgres'], 'auto'),
  AUTH_FAILURES_PER_MINUTE: integer(0, 1_000_000, 20),
  BOOTSTRAP: oneOf(['1', '0'], '1'),
  OPERATOR_KEY: z
    .string()
    .min(32, 'must have at least 32 characters')
    // HTTP takes away spaces around the value of a header, and what is not ASCII arrives differently.
    .regex(/^[\x21-\x7e][\x20-\x7e]*[\x21-\x7e]$/, 'must be printable ASCII without spaces around it')
    .optional(),
  PERSISTED_DOCUMENTS: oneOf(['any', 'only'], 'any'),
  PERSISTED_DOCUMENTS_MANIFEST: z.string().optional(),
  INTROSPECTION: oneOf(['keys', 'public', 'off'], 'keys'),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins such as https://app.example.com, separated by commas',
    )
    .default([]),
  BACKGROUND_JOBS: oneOf(['on', 'off'], 'on'),
  AUDIT_RETENTION_DAYS: optionalInteger(1, 36_500),
  WEBHOOK_ALLOW_INSECURE: oneOf(['1', '0'], '0'),
  WEBHOOK_ALLOW_PRIVATE: oneOf(['1', '0'], '0'),
  WEBHOOK_PROXY: z
    .string()
    .regex(/^https?:\/\//, 'must begin with http:// or https://')
    .refine((url) => URL.canParse(url), 'must be a URL: special characters in a password are written as %XX')
    .optional(),
  SHUTDOWN_DELAY_MS: integer(0, 60_000, 500),
  SHUTDOWN_TIMEOUT_MS: integer(0, 600_000, 10_000),
  METRICS_PORT: optionalInteger(0, 65_535),
  METRICS_HOST: z.string().default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: baseUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: baseUrl.optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
});

export type Introspection = z.infer<typeof variables>['INTROSPECTION'];

export type Config = {
  readonly host: string;
  readonly port: number;
  /** Where clients reach the server, without a slash at the end. Null: at the address that it listens on. */
  readonly publicUrl: string | null;
  /** Names, beside those that are known anyway, that clients may have looked up to reach MCP servers. */
  readonly allowedHosts: readonly string[];
  /** Whose `X-Forwarded-For` is believed: addresses, ranges, and names of ranges. */
  readonly trustedProxies: readonly string[];
  /** How many processes answer. */
  readonly serverCount: number;
  /** Of clients to one process. */
  readonly connectionsMax: number;
  readonly dataDir: string;
  readonly databasePoolMax: number;
  /** How many may wait for a connection of a process. */
  readonly databaseQueueMax: number;
  /** 0: statements take as long as they take. */
  readonly statementTimeoutMs: number;
  readonly databasePrepares: boolean;
  readonly seed: boolean;
  readonly introspection: Introspection;
  readonly documents: {
    /** Whether the manifest has all that may be asked. */
    readonly trustsOnlyManifest: boolean;
    /** A file. Null: the one that comes with Bailiwick. */
    readonly manifestPath: string | null;
  };
  readonly corsOrigins: readonly string[];
  /** Whether a server delivers webhooks beside answering. */
  readonly worker: boolean;
  readonly webhookDestinations: { readonly allowInsecure: boolean; readonly allowPrivate: boolean };
  readonly limits: {
    /** Points that one document may cost. */
    readonly costMax: number;
    /** Bytes that one answer may have. */
    readonly answerBytesMax: number;
    /** Points of an organization, for management and for project traffic each. 0: no limit. */
    readonly organizationPerMinute: number;
    /** Of a calling key. 0: no limit. */
    readonly verificationsPerMinute: number;
    /** Points of a project for its open MCP servers. 0: no limit. */
    readonly anonymousPerMinute: number;
    /** Requests without a key, from one address to one process. 0: no limit. */
    readonly keylessPerMinute: number;
    /** Unknown or malformed keys from one address. 0: no limit. */
    readonly refusedPerMinute: number;
    readonly store: 'memory' | 'postgres' | 'redis';
  };
  /** Null: for good. */
  readonly auditRetentionDays: number | null;
  /** For how long requests are taken after SIGTERM. */
  readonly shutdownDelayMs: number;
  readonly shutdownTimeoutMs: number;
  readonly logLevel: string;
  /** Where metrics are served. Null: nowhere, and nothing is counted. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** Where spans are posted, by OTLP over HTTP. Null: nothing is traced. */
  readonly tracesUrl: string | null;
  /** Kept apart, so that settings can be printed without a thought. */
  readonly secrets: {
    /** Null: the embedded PostgreSQL in `dataDir`. */
    readonly databaseUrl: string | null;
    /** Null: the one in `dataDir`, made when missing. Never null beside a `databaseUrl`. */
    readonly encryptionKey: Buffer | null;
    /** They open what they once sealed. */
    readonly previousEncryptionKeys: readonly Buffer[];
    /** Null: no operator exists. */
    readonly operatorKey: string | null;
    /** Null: nothing is counted there. */
    readonly redisUrl: string | null;
    /** May hold a password. Null: webhooks are sent without a proxy. */
    readonly webhookProxyUrl: string | null;
  };
};

/** Names every bad variable, one a line. The values are not shown: one of them may be a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Variables of earlier releases, and what they are called now. */
const renamedVariables: Readonly<Record<string, keyof typeof variables.shape>> = {
  WORKERS: 'SERVER_PROCESSES',
  WORKER: 'BACKGROUND_JOBS',
  REFUSED_KEYS_PER_MINUTE: 'AUTH_FAILURES_PER_MINUTE',
  MAX_COST: 'MAX_QUERY_COST',
  SEED: 'BOOTSTRAP',
  DOCUMENTS: 'PERSISTED_DOCUMENTS',
  DOCUMENTS_MANIFEST: 'PERSISTED_DOCUMENTS_MANIFEST',
};

/** Throws ConfigError when any variable is wrong, or has the name of an earlier release. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = variables.safeParse(withoutEmpty(env));
  const { data: read, error } = result;
  const problems = (error?.issues ?? []).map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  for (const [former, name] of Object.entries(renamedVariables))
    if (env[former]) problems.push(`  ${former} is now called ${name}`);
  if (env.DATABASE_URL && !env.ENCRYPTION_KEY)
    problems.push(`  ENCRYPTION_KEY is needed for a database of your own: it ${KEY_FORM}`);
  if (!read || problems.length > 0)
    throw new ConfigError(`The environment is not usable:\n${problems.join('\n')}`);
  return {
    host: read.HOST,
    port: read.PORT,
    publicUrl: read.PUBLIC_URL ?? null,
    allowedHosts: read.ALLOWED_HOSTS,
    trustedProxies: read.TRUST_PROXY,
    serverCount: read.SERVER_PROCESSES,
    connectionsMax: read.MAX_CONNECTIONS,
    dataDir: read.DATA_DIR,
    databasePoolMax: read.DATABASE_POOL_MAX,
    databaseQueueMax: read.DATABASE_QUEUE_MAX,
    statementTimeoutMs: read.STATEMENT_TIMEOUT_MS,
    databasePrepares: read.DATABASE_PREPARED_STATEMENTS === 'on',
    seed: read.BOOTSTRAP === '1',
    introspection: read.INTROSPECTION,
    documents: {
      trustsOnlyManifest: read.PERSISTED_DOCUMENTS === 'only',
      manifestPath: read.PERSISTED_DOCUMENTS_MANIFEST ?? null,
    },
    corsOrigins: read.CORS_ORIGINS,
    worker: read.BACKGROUND_JOBS === 'on',
    webhookDestinations: {
      allowInsecure: read.WEBHOOK_ALLOW_INSECURE === '1',
      allowPrivate: read.WEBHOOK_ALLOW_PRIVATE === '1',
    },
    limits: {
      costMax: read.MAX_QUERY_COST,
      answerBytesMax: read.ANSWER_BYTES_MAX,
      organizationPerMinute: read.RATE_LIMIT_PER_MINUTE,
      verificationsPerMinute: read.VERIFICATIONS_PER_MINUTE,
      anonymousPerMinute: read.ANONYMOUS_PER_MINUTE,
      keylessPerMinute: read.KEYLESS_PER_MINUTE,
      refusedPerMinute: read.AUTH_FAILURES_PER_MINUTE,
      store: counterStore(read),
    },
    auditRetentionDays: read.AUDIT_RETENTION_DAYS ?? null,
    shutdownDelayMs: read.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: read.SHUTDOWN_TIMEOUT_MS,
    logLevel: read.LOG_LEVEL,
    metrics: read.METRICS_PORT === undefined ? null : { host: read.METRICS_HOST, port: read.METRICS_PORT },
    tracesUrl: tracesUrlOf(read),
    secrets: {
      databaseUrl: read.DATABASE_URL ?? null,
      encryptionKey: read.ENCRYPTION_KEY ?? null,
      previousEncryptionKeys: read.ENCRYPTION_KEY_PREVIOUS,
      operatorKey: read.OPERATOR_KEY ?? null,
      redisUrl: read.REDIS_URL ?? null,
      webhookProxyUrl: read.WEBHOOK_PROXY ?? null,
    },
  };
}

/** Where the processes that share a database meet, unless one is named. */
function counterStore(read: z.infer<typeof variables>): Config['limits']['store'] {
  if (read.RATE_LIMIT_STORE !== 'auto') return read.RATE_LIMIT_STORE;
  if (read.REDIS_URL) return 'redis';
  return read.DATABASE_URL ? 'postgres' : 'memory';
}

/** As OpenTelemetry has it: the path of traces belongs to the address of all signals, and the one of traces is whole. */
function tracesUrlOf(read: z.infer<typeof variables>): string | null {
  const whole = read.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (whole !== undefined) return whole;
  const base = read.OTEL_EXPORTER_OTLP_ENDPOINT;
  return base === undefined ? null : `${base}/v1/traces`;
}

/** The process's environment, with a `.env` file of the working folder beneath it. */
export function readProcessEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'ENOENT')
      throw new ConfigError(`The file .env cannot be read (${error.message}). Repair or remove it.`);
  }
  return process.env;
}

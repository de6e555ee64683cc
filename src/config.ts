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
import { label } from './lib/text.ts';
import { parseDatabaseUrl } from './postgres/connection/url.ts';
import { DatabaseUrlError } from './postgres/connection/url-parameters.ts';

function validateDatabaseUrl(url: string, { addIssue }: z.RefinementCtx): void {
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
  DATABASE_URL: z.string().superRefine(validateDatabaseUrl).optional(),
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
  RESPONSE_BYTES_MAX: integer(65_536, 268_435_456, 10_485_760),
  RATE_LIMIT_PER_MINUTE: integer(0, 1_000_000_000, 60_000),
  VERIFICATIONS_PER_MINUTE: integer(0, 1_000_000_000, 600_000),
  ANONYMOUS_PER_MINUTE: integer(0, 1_000_000_000, 3_000),
  KEYLESS_PER_MINUTE: integer(0, 1_000_000, 300),
  RATE_LIMIT_STORE: oneOf(['auto', 'memory', 'postgres'], 'auto'),
  AUTH_FAILURES_PER_MINUTE: integer(0, 1_000_000, 20),
  BOOTSTRAP: oneOf(['1', '0'], '1'),
  BOOTSTRAP_ORGANIZATION_NAME: label(100).default('Acme'),
  OPERATOR_KEY: z
    .string()
    .min(32, 'must have at least 32 characters')
    // HTTP strips spaces around header values, and other characters than ASCII are decoded differently.
    .regex(/^[\x21-\x7e][\x20-\x7e]*[\x21-\x7e]$/, 'must be printable ASCII without spaces around it')
    .optional(),
  PERSISTED_DOCUMENTS: oneOf(['any', 'only'], 'any'),
  PERSISTED_DOCUMENTS_MANIFEST: z.string().optional(),
  INTROSPECTION: oneOf(['keys', 'public', 'off'], 'keys'),
  DASHBOARD: oneOf(['on', 'off'], 'on'),
  CORS_ORIGINS: z
    .string()
    .transform((text) => text.split(',').map((origin) => origin.trim()))
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins such as https://app.example.com, separated by commas',
    )
    .default([]),
  DEBUG_HEADERS: oneOf(['on', 'off'], 'off'),
  BACKGROUND_JOBS: oneOf(['on', 'off'], 'on'),
  AUDIT_RETENTION_DAYS: optionalInteger(1, 36_500),
  PROJECT_RETENTION_DAYS: integer(0, 90, 7),
  PROJECT_RETENTION_DAYS_MIN: integer(0, 90, 0),
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

type Introspection = z.infer<typeof variables>['INTROSPECTION'];

export type Config = {
  readonly host: string;
  readonly port: number;
  /** The base URL for clients, without a trailing slash. Null: the address that the server listens on. */
  readonly publicUrl: string | null;
  /** Additional host names that requests to MCP servers may have in `Host`. */
  readonly allowedHosts: readonly string[];
  /** Proxies whose `X-Forwarded-For` is trusted: addresses, ranges, and names of ranges. */
  readonly trustedProxies: readonly string[];
  /** Number of HTTP server processes. */
  readonly serverCount: number;
  /** Client connections to one process. */
  readonly connectionsMax: number;
  readonly dataDir: string;
  readonly databasePoolMax: number;
  /** Statements and transactions of one process that may wait for a connection. */
  readonly databaseQueueMax: number;
  /** 0: no timeout. */
  readonly statementTimeoutMs: number;
  readonly databasePrepares: boolean;
  readonly bootstrap: boolean;
  /** The name of the organization that the first start creates. */
  readonly bootstrapOrganizationName: string;
  readonly introspection: Introspection;
  readonly documents: {
    /** Whether only documents of the manifest are allowed. */
    readonly persistedOnly: boolean;
    /** Path of a JSON file. Null: the one that Bailiwick includes. */
    readonly manifestPath: string | null;
  };
  /** Whether the dashboard is served. */
  readonly dashboard: boolean;
  readonly corsOrigins: readonly string[];
  /** Whether responses say how they were made. For development. */
  readonly debugHeaders: boolean;
  /** Whether a server also runs background jobs. */
  readonly backgroundJobs: boolean;
  readonly webhookDestinations: { readonly allowInsecure: boolean; readonly allowPrivate: boolean };
  readonly limits: {
    /** Maximum cost of one document, in points. */
    readonly costMax: number;
    /** Maximum size of one response, in bytes. */
    readonly responseBytesMax: number;
    /** Points of an organization, for management and for project traffic each. 0: no limit. */
    readonly organizationPerMinute: number;
    /** Verifications by one calling key. 0: no limit. */
    readonly verificationsPerMinute: number;
    /** Points of a project for requests without a key to its MCP servers. 0: no limit. */
    readonly anonymousPerMinute: number;
    /** Requests without a key, from one address to one process. 0: no limit. */
    readonly keylessPerMinute: number;
    /** Unknown or malformed keys from one address. 0: no limit. */
    readonly authFailuresPerMinute: number;
    readonly store: 'memory' | 'postgres' | 'redis';
  };
  /** Null: audit entries are kept forever. */
  readonly auditRetentionDays: number | null;
  /** In days. `days` 0: projects are deleted instead of archived; `daysMin` 0: no minimum. */
  readonly projectRetention: { readonly days: number; readonly daysMin: number };
  /** How long requests are accepted after SIGTERM. */
  readonly shutdownDelayMs: number;
  readonly shutdownTimeoutMs: number;
  readonly logLevel: string;
  /** The address of the metrics server. Null: metrics are off. */
  readonly metrics: { readonly host: string; readonly port: number } | null;
  /** The URL to which spans are exported by OTLP over HTTP. Null: tracing is off. */
  readonly tracesUrl: string | null;
  /** Separate, so that the other settings can be printed safely. */
  readonly secrets: {
    /** Null: the embedded PostgreSQL in `dataDir`. */
    readonly databaseUrl: string | null;
    /** Null: the key in `dataDir`, which is created when missing. Never null with a `databaseUrl`. */
    readonly encryptionKey: Buffer | null;
    /** Decrypt what they encrypted. */
    readonly previousEncryptionKeys: readonly Buffer[];
    /** Null: there is no operator. */
    readonly operatorKey: string | null;
    /** Null: Redis is not used. */
    readonly redisUrl: string | null;
    /** May contain a password. Null: webhooks are sent without a proxy. */
    readonly webhookProxyUrl: string | null;
  };
};

/** Invalid configuration. The message lists every invalid variable, one per line, without values: they may be secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Variables of earlier releases and their new names. */
const renamedVariables: Readonly<Record<string, keyof typeof variables.shape>> = {
  WORKERS: 'SERVER_PROCESSES',
  WORKER: 'BACKGROUND_JOBS',
  REFUSED_KEYS_PER_MINUTE: 'AUTH_FAILURES_PER_MINUTE',
  MAX_COST: 'MAX_QUERY_COST',
  SEED: 'BOOTSTRAP',
  DOCUMENTS: 'PERSISTED_DOCUMENTS',
  DOCUMENTS_MANIFEST: 'PERSISTED_DOCUMENTS_MANIFEST',
  ANSWER_BYTES_MAX: 'RESPONSE_BYTES_MAX',
};

/** Validates the environment. Throws ConfigError for an invalid variable, or one with the name of an earlier release. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const result = variables.safeParse(withoutEmpty(env));
  const { data: values, error } = result;
  const problems = (error?.issues ?? []).map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  for (const [former, name] of Object.entries(renamedVariables))
    if (env[former]) problems.push(`  ${former} was renamed to ${name}`);
  if (env.DATABASE_URL && !env.ENCRYPTION_KEY)
    problems.push(`  ENCRYPTION_KEY is required with DATABASE_URL: it ${KEY_FORM}`);
  if (values && values.PROJECT_RETENTION_DAYS < values.PROJECT_RETENTION_DAYS_MIN)
    problems.push('  PROJECT_RETENTION_DAYS must be at least PROJECT_RETENTION_DAYS_MIN');
  if (!values || problems.length > 0) throw new ConfigError(`Invalid configuration:\n${problems.join('\n')}`);
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? null,
    allowedHosts: values.ALLOWED_HOSTS,
    trustedProxies: values.TRUST_PROXY,
    serverCount: values.SERVER_PROCESSES,
    connectionsMax: values.MAX_CONNECTIONS,
    dataDir: values.DATA_DIR,
    databasePoolMax: values.DATABASE_POOL_MAX,
    databaseQueueMax: values.DATABASE_QUEUE_MAX,
    statementTimeoutMs: values.STATEMENT_TIMEOUT_MS,
    databasePrepares: values.DATABASE_PREPARED_STATEMENTS === 'on',
    bootstrap: values.BOOTSTRAP === '1',
    bootstrapOrganizationName: values.BOOTSTRAP_ORGANIZATION_NAME,
    introspection: values.INTROSPECTION,
    documents: {
      persistedOnly: values.PERSISTED_DOCUMENTS === 'only',
      manifestPath: values.PERSISTED_DOCUMENTS_MANIFEST ?? null,
    },
    dashboard: values.DASHBOARD === 'on',
    corsOrigins: values.CORS_ORIGINS,
    debugHeaders: values.DEBUG_HEADERS === 'on',
    backgroundJobs: values.BACKGROUND_JOBS === 'on',
    webhookDestinations: {
      allowInsecure: values.WEBHOOK_ALLOW_INSECURE === '1',
      allowPrivate: values.WEBHOOK_ALLOW_PRIVATE === '1',
    },
    limits: {
      costMax: values.MAX_QUERY_COST,
      responseBytesMax: values.RESPONSE_BYTES_MAX,
      organizationPerMinute: values.RATE_LIMIT_PER_MINUTE,
      verificationsPerMinute: values.VERIFICATIONS_PER_MINUTE,
      anonymousPerMinute: values.ANONYMOUS_PER_MINUTE,
      keylessPerMinute: values.KEYLESS_PER_MINUTE,
      authFailuresPerMinute: values.AUTH_FAILURES_PER_MINUTE,
      store: counterStore(values),
    },
    auditRetentionDays: values.AUDIT_RETENTION_DAYS ?? null,
    projectRetention: { days: values.PROJECT_RETENTION_DAYS, daysMin: values.PROJECT_RETENTION_DAYS_MIN },
    shutdownDelayMs: values.SHUTDOWN_DELAY_MS,
    shutdownTimeoutMs: values.SHUTDOWN_TIMEOUT_MS,
    logLevel: values.LOG_LEVEL,
    metrics:
      values.METRICS_PORT === undefined ? null : { host: values.METRICS_HOST, port: values.METRICS_PORT },
    tracesUrl: tracesUrlOf(values),
    secrets: {
      databaseUrl: values.DATABASE_URL ?? null,
      encryptionKey: values.ENCRYPTION_KEY ?? null,
      previousEncryptionKeys: values.ENCRYPTION_KEY_PREVIOUS,
      operatorKey: values.OPERATOR_KEY ?? null,
      redisUrl: values.REDIS_URL ?? null,
      webhookProxyUrl: values.WEBHOOK_PROXY ?? null,
    },
  };
}

/** Returns the store of rate counters. Processes that share a database count there, unless Redis or RATE_LIMIT_STORE is set. */
function counterStore(values: z.infer<typeof variables>): Config['limits']['store'] {
  if (values.RATE_LIMIT_STORE !== 'auto') return values.RATE_LIMIT_STORE;
  if (values.REDIS_URL) return 'redis';
  return values.DATABASE_URL ? 'postgres' : 'memory';
}

/** Returns the URL of traces as OpenTelemetry specifies it: the endpoint of all signals gets a path, the one of traces is used as it is. */
function tracesUrlOf(values: z.infer<typeof variables>): string | null {
  const tracesEndpoint = values.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (tracesEndpoint !== undefined) return tracesEndpoint;
  const base = values.OTEL_EXPORTER_OTLP_ENDPOINT;
  return base === undefined ? null : `${base}/v1/traces`;
}

/** Returns the environment of the process. Variables that are not set are read from a `.env` file in the working directory. */
export function readProcessEnvironment(): NodeJS.ProcessEnv {
  try {
    process.loadEnvFile();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'ENOENT')
      throw new ConfigError(`The file .env cannot be read (${error.message}). Correct or remove it.`);
  }
  return process.env;
}

import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { VERSION } from '../lib/version.ts';
import type { Tracing } from '../telemetry/tracing.ts';

/** Opens tracing. Null: no OTLP endpoint is set, and no module of OpenTelemetry is loaded. */
export async function openTracing({ tracesUrl: url }: Config, log: Logger): Promise<Tracing | null> {
  if (url === null) return null;
  const { createTracing } = await import('../telemetry/tracing.ts');
  const warn = (err: unknown) => log.warn({ err }, 'failed to export traces');
  return createTracing({ url, version: VERSION, warn });
}

import { createHash } from 'node:crypto';
import type { Credentials } from './client.ts';
import type { TestServer } from './server.ts';

/** A line of an export, as the documentation describes it. */
export type ExportLine = {
  readonly cursor: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly id: string;
  readonly [field: string]: unknown;
};

const ADDRESS = 'http://bailiwick.test/audit/export';

export const askForExport = (
  server: Pick<TestServer, 'fetch'>,
  credentials: Credentials,
  parameters: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  server.fetch(new Request(`${ADDRESS}?${new URLSearchParams(parameters)}`, { headers: credentials }));

export async function exportLines(
  ...[server, credentials, parameters]: Parameters<typeof askForExport>
): Promise<readonly ExportLine[]> {
  const response = await askForExport(server, credentials, parameters);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`The export was refused: ${text}`);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

// What decision 016 tells an auditor to do, written down a second time: nothing here comes from the server's code.

const FIELDS =
  `organizationId sequence previousHash sealedAt position id projectId action result deniedReason actorKind
  actorKeyId actorKeyName targetId changes ip userAgent requestId createdAt`.split(/\s+/);

/** The hash that a line must have. */
export function recomputeHash(line: ExportLine): string {
  let text = 'bailiwick-audit-1\n';
  for (const field of FIELDS) {
    const value = line[field];
    text += value === null ? '-\n' : `${Buffer.byteLength(String(value))}:${value}\n`;
  }
  return createHash('sha256').update(text).digest('hex');
}

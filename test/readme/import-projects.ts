import { createHash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TypedDocumentString } from '../generated/graphql.ts';
import { graphql } from '../generated/index.ts';

const BATCH_SIZE = 100;
const CONNECTIONS = 4;

const ImportProjects = graphql(`
  mutation ImportProjects($projects: [CreateProjectInput!]!) {
    createProjects(input: { projects: $projects }) {
      results {
        project {
          id
        }
        issuedKey {
          secret
        }
        error {
          reason
          message
        }
      }
    }
  }
`);

const ReplaceKey = graphql(`
  mutation ReplaceKey($projectId: ID!) {
    regenerateApiKey(input: { projectId: $projectId }) {
      issuedKey {
        secret
      }
    }
  }
`);

export type Target = { readonly url: string; readonly organizationKey: string };

/** One line of the output: a project with its key, or why there is none. */
export type Imported = {
  readonly name: string;
  readonly id: string | null;
  readonly secret: string | null;
  readonly error: string | null;
};

/** Imports projects by name and appends a line of JSON for each to a file. To resume after an interruption, call it again
 *  with the same names and the same file. */
export async function importProjects(target: Target, names: readonly string[], path: string): Promise<void> {
  const done = new Set((await readLines(path)).map(({ name }) => name));
  const batches = Array.from({ length: Math.ceil(names.length / BATCH_SIZE) }, (_, index) =>
    names.slice(index * BATCH_SIZE, (index + 1) * BATCH_SIZE),
  ).filter((batch) => !batch.every((name) => done.has(name)));
  const importNext = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const lines = (await importBatch(target, batch)).filter(({ name }) => !done.has(name));
      // One write for each batch: an interrupted batch leaves no line.
      await appendFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, importNext));
}

async function importBatch(target: Target, names: readonly string[]): Promise<readonly Imported[]> {
  const projects = names.map((name) => ({ name, shouldCreateApiKey: true }));
  // Of the same names the same key: a batch that was sent before is not executed again.
  const key = createHash('sha256').update(names.join()).digest('hex');
  const { createProjects } = await send(target, ImportProjects, { projects }, key);
  const lines: Imported[] = [];
  for (const [index, { project, issuedKey, error }] of (createProjects?.results ?? []).entries()) {
    const id = project?.id ?? null;
    // The first response was lost: a repeated one has no secrets, so the key is unknown.
    const secret = id === null ? null : (issuedKey?.secret ?? (await replaceKey(target, id)));
    lines.push({ name: names[index] ?? '', id, secret, error: error && `${error.reason}: ${error.message}` });
  }
  return lines;
}

async function replaceKey(target: Target, projectId: string): Promise<string | null> {
  const { regenerateApiKey } = await send(target, ReplaceKey, { projectId });
  return regenerateApiKey?.issuedKey.secret ?? null;
}

async function send<Data, Variables>(
  { url, organizationKey }: Target,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  idempotencyKey?: string,
): Promise<Data> {
  let key = idempotencyKey;
  for (;;) {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-org-api-key': organizationKey,
        ...(key && { 'idempotency-key': key }),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const { data, errors } = await response.json();
    const [first] = errors ?? [];
    if (!first) return data;
    const { reason } = first.extensions;
    const waitSeconds = Number(response.headers.get('retry-after')) || 1;
    // The server was killed: with another key, the names tell what exists.
    if (reason === 'IDEMPOTENCY_OUTCOME_UNKNOWN') key = `${key}-again`;
    else if (response.status === 429 || response.status === 503 || reason === 'IDEMPOTENCY_KEY_IN_USE')
      await sleep(waitSeconds * 1_000);
    else throw new Error(`${reason}: ${first.message}`);
  }
}

async function readLines(path: string): Promise<readonly Imported[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  // A line without an end was interrupted.
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

if (process.argv[1] === import.meta.filename) {
  const [url = '', organizationKey = '', namesPath = '', path = ''] = process.argv.slice(2);
  const names = (await readFile(namesPath, 'utf8')).split('\n').filter((name) => name !== '');
  await importProjects({ url, organizationKey }, names, path);
}

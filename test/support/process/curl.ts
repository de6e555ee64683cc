import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInShell } from './curl-shell.ts';

export type CurlAnswer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: Tests read the JSON of any route.
  readonly body: any;
};

/** Runs a command of a documentation page that calls curl, in a shell with variables, and reads the response. */
export async function curl(
  command: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<CurlAnswer> {
  const folder = await mkdtemp(join(tmpdir(), 'bailiwick-curl-'));
  try {
    return answerOf(await runInShell(command.replace(/^curl /, 'curl -s -i '), folder, variables));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function answerOf(printed: string): CurlAnswer {
  const [head = '', ...rest] = printed.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers();
  for (const line of lines)
    headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1));
  const text = rest.join('\r\n\r\n');
  return { status: Number(statusLine.split(' ')[1]), headers, body: text === '' ? null : JSON.parse(text) };
}

import { graphqlUrl } from './base.ts';

type Request = {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly projectId: string | null;
};

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** Returns a shell command for an operation. The key is read from an environment variable. */
export function curlCommand({ text, variables, projectId }: Request, keyHeader: string): string {
  const query = text.replaceAll(/\s+/g, ' ');
  const body = JSON.stringify({ query, ...(Object.keys(variables).length > 0 && { variables }) });
  return [
    `curl -s ${graphqlUrl}`,
    "-H 'content-type: application/json'",
    `-H "${keyHeader}: $BAILIWICK_KEY"`,
    ...(projectId === null ? [] : [`-H 'x-project-id: ${projectId}'`]),
    `-d ${quoted(body)}`,
  ].join(' \\\n  ');
}

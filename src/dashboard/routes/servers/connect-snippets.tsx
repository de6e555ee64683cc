import { useState } from 'react';
import { CodeBlock } from '../../ui/code-block.tsx';
import { SelectField } from '../../ui/controls/field.tsx';
import type { ServersRowFragment } from './generated/operations.ts';
import { serversText } from './text.ts';

const KEY = 'ak_...';

const json = (value: object) => JSON.stringify(value, null, 2);

/** A short name for configurations: clients allow letters, digits and hyphens. */
const nameOf = (name: string) =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'bailiwick';

type Snippet = (server: Pick<ServersRowFragment, 'name' | 'url'>) => string;

const SNIPPETS: Readonly<Record<keyof typeof serversText.clients, Snippet>> = {
  claude: ({ name, url }) =>
    `claude mcp add --transport http ${nameOf(name)} ${url} \\\n  --header "x-api-key: ${KEY}"`,
  cursor: ({ name, url }) => json({ mcpServers: { [nameOf(name)]: { url, headers: { 'x-api-key': KEY } } } }),
  vscode: ({ name, url }) =>
    json({ servers: { [nameOf(name)]: { type: 'http', url, headers: { 'x-api-key': KEY } } } }),
  curl: ({ url }) =>
    [
      `curl -s ${url}`,
      "-H 'content-type: application/json'",
      "-H 'accept: application/json, text/event-stream'",
      `-H 'x-api-key: ${KEY}'`,
      `-d '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'`,
    ].join(' \\\n  '),
};

const isClient = (text: string): text is keyof typeof SNIPPETS => Object.hasOwn(SNIPPETS, text);

/** How to connect to a server, for the common clients. */
export function ConnectSnippets({ server }: { readonly server: ServersRowFragment }) {
  const [client, setClient] = useState<keyof typeof SNIPPETS>('claude');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <SelectField
        label={serversText.client}
        value={client}
        onChange={({ target }) => isClient(target.value) && setClient(target.value)}
      >
        {Object.entries(serversText.clients).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <p className="text-muted">{serversText.placed[client]}</p>
        <CodeBlock text={SNIPPETS[client](server)} />
      </div>
    </div>
  );
}

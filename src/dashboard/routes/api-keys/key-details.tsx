import type { ReactNode } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { type Column, Table } from '../../ui/lists/table.tsx';
import { Time } from '../../ui/time.tsx';
import type { ApiKeyRowFragment } from './generated/operations.ts';
import { apiKeysText, keyDetailsText } from './text.ts';

type KeyDetailsProps = {
  /** Null: the dialog is closed. */
  readonly apiKey: ApiKeyRowFragment | null;
  readonly onClose: () => void;
};

/** Everything about a key but its secret. */
export function KeyDetails({ apiKey, onClose }: KeyDetailsProps) {
  return (
    <Dialog title={apiKey?.name ?? ''} width="wide" isOpen={apiKey !== null} onClose={onClose}>
      {apiKey && <Details apiKey={apiKey} />}
    </Dialog>
  );
}

function Details({ apiKey }: { readonly apiKey: ApiKeyRowFragment }) {
  const { id, scopes, allowedIps, projectIds, rateLimitPerMinute, prefix } = apiKey;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <dl className="grid items-baseline gap-x-6 gap-y-1 sm:grid-cols-[9rem_1fr] sm:gap-y-3">
        <Entry term={keyDetailsText.id}>
          <span className="flex flex-wrap items-center gap-2">
            <code>{id}</code>
            <CopyButton text={id} />
          </span>
        </Entry>
        <Entry term={apiKeysText.created}>
          <Time at={apiKey.createdAt} />
        </Entry>
        <Entry term={keyDetailsText.createdBy}>{creatorOf(apiKey)}</Entry>
        <Entry term={apiKeysText.expires}>
          <Time at={apiKey.expiresAt} />
        </Entry>
        <Entry term={apiKeysText.scopes}>
          {scopes === null ? apiKeysText.allScopes : <Values values={scopes} />}
        </Entry>
        {prefix.startsWith('oak_') && (
          <Entry term={keyDetailsText.projects}>
            {projectIds === null ? keyDetailsText.allProjects : <Values values={projectIds} />}
          </Entry>
        )}
        <Entry term={keyDetailsText.allowedIps}>
          {allowedIps === null ? keyDetailsText.anyAddress : <Values values={allowedIps} />}
        </Entry>
        <Entry term={keyDetailsText.limit}>
          {rateLimitPerMinute === null
            ? keyDetailsText.noLimit
            : keyDetailsText.limitOf(formatNumber(rateLimitPerMinute))}
        </Entry>
      </dl>
      <section className="grid gap-2">
        <h3 className="font-semibold">{keyDetailsText.secrets}</h3>
        <Table
          caption={keyDetailsText.secretsCaption}
          columns={SECRET_COLUMNS}
          rows={apiKey.secrets}
          keyOf={({ createdAt, last4 }) => `${createdAt} ${last4}`}
        />
      </section>
    </div>
  );
}

const SECRET_COLUMNS: readonly Column<ApiKeyRowFragment['secrets'][number]>[] = [
  {
    id: 'secret',
    label: apiKeysText.secret,
    cell: ({ last4, expiresAt }) => (
      <span className="flex items-center gap-2">
        <code>…{last4}</code>
        {expiresAt === null && <Badge tone="accent">{keyDetailsText.current}</Badge>}
      </span>
    ),
  },
  { id: 'used', label: apiKeysText.lastUsed, cell: ({ lastUsedAt }) => <Time at={lastUsedAt} /> },
  { id: 'ends', label: keyDetailsText.ends, cell: ({ expiresAt }) => <Time at={expiresAt} /> },
];

function Entry({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted max-sm:text-xs">{term}</dt>
      <dd className="max-sm:mb-2">{children}</dd>
    </>
  );
}

function Values({ values }: { readonly values: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {values.map((value) => (
        <li key={value}>
          <code className="rounded bg-hover px-1.5 py-0.5">{value}</code>
        </li>
      ))}
    </ul>
  );
}

function creatorOf({ createdBy }: ApiKeyRowFragment): string {
  if (createdBy === null) return keyDetailsText.unknown;
  if (createdBy.kind === 'OPERATOR') return keyDetailsText.operator;
  if (createdBy.apiKey) return createdBy.apiKey.name;
  return createdBy.apiKeyId ? keyDetailsText.formerKey(createdBy.apiKeyId) : keyDetailsText.system;
}

import { useState } from 'react';
import { useClient, useQuery } from 'urql';
import { type ApiError, readError } from '../../lib/api-error.ts';
import { Button } from '../../ui/button.tsx';
import { CheckboxField, TextArea } from '../../ui/controls/field.tsx';
import { Problems } from '../../ui/error-card.tsx';
import {
  ApiKeysRequiredScopesDocument,
  ApiKeysScopesDocument,
  type ApiKeysScopesQuery,
} from './generated/operations.ts';
import { createKeyText } from './text.ts';

type Scope = ApiKeysScopesQuery['apiKeyScopes'][number];

type ScopeChoiceProps = {
  /** Whether the key is one of the organization, which can have scopes of both levels. */
  readonly isOrganizationKey: boolean;
  /** Null: the key is not limited to scopes. */
  readonly value: readonly string[] | null;
  readonly onChange: (scopes: readonly string[] | null) => void;
};

/** Chooses the scopes of a key, one by one or by a document that the key must be able to run. */
export function ScopeChoice({ isOrganizationKey, value, onChange }: ScopeChoiceProps) {
  const [{ data }] = useQuery({ query: ApiKeysScopesDocument, variables: {}, requestPolicy: 'cache-first' });
  const offered = (data?.apiKeyScopes ?? []).filter(({ level }) => isOrganizationKey || level === 'PROJECT');
  const levels = (['PROJECT', 'ORGANIZATION'] as const).filter((level) =>
    offered.some((scope) => scope.level === level),
  );
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1.5 font-medium">{createKeyText.access}</legend>
      <label className="flex items-center gap-2">
        <input type="radio" name="access" checked={value === null} onChange={() => onChange(null)} />
        {createKeyText.notLimited}
      </label>
      <label className="flex items-center gap-2">
        <input type="radio" name="access" checked={value !== null} onChange={() => onChange([])} />
        {createKeyText.limited}
      </label>
      {value !== null && (
        <div className="grid gap-4 border-l-2 border-line pl-4">
          <FromDocument onScopes={onChange} />
          {levels.map((level) => (
            <ScopeGroup
              key={level}
              label={createKeyText.level[level]}
              scopes={offered.filter((scope) => scope.level === level)}
              value={value}
              onChange={onChange}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

type ScopeGroupProps = {
  readonly label: string;
  readonly scopes: readonly Scope[];
  readonly value: readonly string[];
  readonly onChange: (scopes: readonly string[]) => void;
};

function ScopeGroup({ label, scopes, value, onChange }: ScopeGroupProps) {
  const toggle = (scope: string, isChosen: boolean) =>
    onChange(isChosen ? [...value, scope] : value.filter((chosen) => chosen !== scope));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-[0.8125rem] text-muted">{label}</legend>
      {scopes.map(({ value: scope, description }) => (
        <CheckboxField
          key={scope}
          label={scope}
          hint={description}
          checked={value.includes(scope)}
          onChange={({ target }) => toggle(scope, target.checked)}
        />
      ))}
    </fieldset>
  );
}

function FromDocument({ onScopes }: { readonly onScopes: (scopes: readonly string[]) => void }) {
  const client = useClient();
  const [document, setDocument] = useState('');
  const [needed, setNeeded] = useState<readonly string[] | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const read = async () => {
    const { data, error: failure } = await client
      .query(ApiKeysRequiredScopesDocument, { document })
      .toPromise();
    setError(failure ? readError(failure) : null);
    setNeeded(data?.requiredScopes ?? null);
    if (data) onScopes(data.requiredScopes);
  };
  return (
    <details className="rounded-md border border-line px-3 py-2">
      <summary className="min-h-6 cursor-pointer font-medium">{createKeyText.fromDocument}</summary>
      <div className="mt-3 grid justify-items-start gap-3">
        <div className="w-full">
          <TextArea
            label={createKeyText.document}
            hint={createKeyText.fromDocumentHint}
            value={document}
            onChange={({ target }) => setDocument(target.value)}
          />
        </div>
        <Button size="small" onClick={read} disabled={document.trim() === ''} className="disabled:opacity-50">
          {createKeyText.read}
        </Button>
        {needed && (
          <p role="status">
            {needed.length === 0 ? createKeyText.noneNeeded : createKeyText.needed(needed.join(', '))}
          </p>
        )}
        <Problems problems={error?.problems ?? []} />
      </div>
    </details>
  );
}

import { useState } from 'react';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useSubmit } from '../../graphql/use-submit.ts';
import { Badge } from '../../ui/badge.tsx';
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx';
import { type IssuedSecret, SecretDialog } from '../../ui/dialogs/secret-dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Time } from '../../ui/time.tsx';
import {
  ApiKeysRegenerateDocument,
  ApiKeysRegeneratePreviewDocument,
  type ApiKeysRegeneratePreviewQuery,
} from './generated/operations.ts';
import { variableFor } from './key-dialog.ts';
import { apiKeysText, changeKeyText } from './text.ts';

type RegenerateKeysProps = {
  readonly project: { readonly id: string; readonly name: string };
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** Replaces every key of a project by one. The user sees which, with their last use, and types the name of the project. */
export function RegenerateKeys({ project, isOpen, onClose }: RegenerateKeysProps) {
  const [issued, setIssued] = useState<IssuedSecret | null>(null);
  const { submit, isPending, error } = useSubmit(ApiKeysRegenerateDocument);
  const { data, error: failure } = useLiveQuery({
    query: ApiKeysRegeneratePreviewDocument,
    variables: { id: project.id },
    isPaused: !isOpen,
  });
  const regenerate = async () => {
    const { regenerateApiKey: done } = (await submit({ input: { projectId: project.id } })) ?? {};
    if (!done) return;
    onClose();
    const { secret } = done.issuedKey;
    setIssued({ title: changeKeyText.regenerated, variable: variableFor('ak_'), secret });
  };
  return (
    <>
      <ConfirmDialog
        title={changeKeyText.regenerateTitle}
        action={changeKeyText.regenerate}
        typed={project.name}
        isOpen={isOpen}
        onClose={onClose}
        onConfirm={regenerate}
        isPending={isPending}
        problems={(error ?? failure)?.problems ?? []}
      >
        <p>{changeKeyText.regenerateHint}</p>
        {data ? <RevokedKeys keys={data.project.apiKeys} /> : <Skeleton />}
      </ConfirmDialog>
      <SecretDialog issued={issued} onClose={() => setIssued(null)} />
    </>
  );
}

type RevokedKey = ApiKeysRegeneratePreviewQuery['project']['apiKeys'][number];

function RevokedKeys({ keys }: { readonly keys: readonly RevokedKey[] }) {
  return (
    <ul
      aria-label={changeKeyText.regenerateCaption}
      className="grid gap-1 rounded-md border border-line bg-canvas px-3 py-2"
    >
      {keys.map((key) => (
        <li key={key.id} className="flex flex-wrap justify-between gap-x-4">
          <span className="font-medium">{key.name}</span>
          <span className="flex items-center gap-2 text-muted">
            {!key.enabled && <Badge>{apiKeysText.disabled}</Badge>}
            <span>
              {changeKeyText.lastUsed}: <Time at={lastUseOf(key)} />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The last use of any secret of a key. */
const lastUseOf = ({ secrets }: RevokedKey) =>
  secrets
    .flatMap(({ lastUsedAt }) => lastUsedAt ?? [])
    .toSorted()
    .at(-1) ?? null;

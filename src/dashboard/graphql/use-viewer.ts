import { createContext, useContext } from 'react';
import { uiText } from '../ui/text.ts';
import type { Viewer } from './session.ts';

export const ViewerContext = createContext<Viewer | null>(null);

export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (viewer === null) throw new Error('Pages are inside of the session.');
  return viewer;
}

/** Whether scopes include one. A `:write` includes its `:read`. */
const hasScope = (scopes: readonly string[], scope: string): boolean =>
  scopes.includes(scope) || scopes.includes(scope.replace(/:read$/, ':write'));

export type Permissions = {
  /** Whether the key has a scope. Queries leave out what it may not read. */
  readonly has: (scope: string) => boolean;
  /** Returns why a control is disabled, for `Button.reason`. Null: it is enabled. */
  readonly reason: (needed: { readonly scope: string; readonly organizationKey?: boolean }) => string | null;
};

/** What the key of the session permits. The server decides; this disables what it would reject and says why. */
export function usePermissions(): Permissions {
  const { kind, scopes } = useViewer();
  const has = (scope: string) => hasScope(scopes, scope);
  return {
    has,
    reason: ({ scope, organizationKey = false }) => {
      if (organizationKey && kind !== 'ORGANIZATION') return uiText.needsOrganizationKey;
      return has(scope) ? null : uiText.needsScope(scope);
    },
  };
}

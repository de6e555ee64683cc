import { CSPProvider } from '@base-ui/react/csp-provider';
import { type ReactNode, useEffect } from 'react';
import { Provider } from 'urql';
import { isLocked, session } from '../../graphql/session.ts';
import { ViewerContext } from '../../graphql/use-viewer.ts';
import { watchForNewVersion } from '../../lib/new-version.ts';
import { useStore } from '../../lib/store.ts';
import { Toasts, toastAction } from '../../ui/toast.tsx';
import { SignInDialog, SignInPage } from '../sign-in/page.tsx';
import { Layout } from './layout.tsx';
import { shellText } from './text.ts';

const offerReload = () => toastAction(shellText.newVersion, shellText.reload, () => location.reload());

/** The whole page: the form to sign in, or the pages of the session. */
export function App(): ReactNode {
  const current = useStore(session);
  const isAsking = useStore(isLocked);
  useEffect(() => watchForNewVersion(offerReload), []);
  return (
    <CSPProvider disableStyleElements>
      {current === null ? (
        <SignInPage />
      ) : (
        <Provider value={current.client}>
          <ViewerContext value={current.viewer}>
            <Layout />
            <SignInDialog isOpen={isAsking} />
          </ViewerContext>
        </Provider>
      )}
      <Toasts />
    </CSPProvider>
  );
}

import './styles.css';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { clearJournal } from './graphql/journal.ts';
import { basePath } from './lib/base.ts';
import { routeTree } from './routes/tree.ts';

const router = createRouter({ routeTree, basepath: basePath, defaultPreload: 'intent' });

router.subscribe('onBeforeNavigate', ({ pathChanged }) => {
  if (pathChanged) clearJournal();
});

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: typeof router;
  }
}

const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );

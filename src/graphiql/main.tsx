import './workers.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openKept } from './kept.ts';
import { readLink } from './share.ts';
import 'graphiql/style.css';
import './page.css';

const root = document.getElementById('root');
const shared = readLink(location);
// The operation is in a tab now. A reload must not add it again.
if (shared) history.replaceState(null, '', location.pathname);
if (root) createRoot(root).render(<App kept={openKept()} shared={shared} />);

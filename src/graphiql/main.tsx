import './workers.ts';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { openKept } from './kept.ts';
import { readLink } from './share.ts';
import 'graphiql/style.css';
import './page.css';

const root = document.getElementById('root');
const shared = readLink(location);
// What was read is in a tab now: another visit is not to add it again.
if (shared) history.replaceState(null, '', location.pathname);
if (root) createRoot(root).render(<App kept={openKept()} shared={shared} />);

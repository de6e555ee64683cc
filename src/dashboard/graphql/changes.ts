import { createStore } from '../lib/store.ts';

/** The number of changes that this page has made. Queries are read again after each. */
export const changes = createStore(0);

export const reportChange = () => changes.set(changes.get() + 1);

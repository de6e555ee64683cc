import { codespar } from './codespar/family.ts';
import { composio } from './composio/family.ts';
import type { Family } from './family.ts';

export const families: readonly Family[] = [composio, codespar];

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationPage } from './docs/configuration.ts';
import { errorsPage } from './docs/errors.ts';
import { limitsPage } from './docs/limits.ts';
import { permissionsPage } from './docs/permissions.ts';
import { restOperationsPage } from './docs/rest-operations.ts';

// The reference pages that are generated from code. A test compares them with what is here.

const root = join(import.meta.dirname, '..');

/** The text of each generated page, by its path in the repository. */
export const generatedPages: Readonly<Record<string, () => string>> = {
  'docs/reference/configuration.md': configurationPage,
  'docs/reference/errors.md': errorsPage,
  'docs/reference/limits.md': limitsPage,
  'docs/reference/permissions.md': permissionsPage,
  'docs/reference/rest-operations.md': restOperationsPage,
};

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of Object.entries(generatedPages)) writeFileSync(join(root, path), text());
}

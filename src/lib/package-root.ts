import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the folder of the package that a module belongs to: the nearest ancestor with a package.json. Sources and
 *  bundle have different depths. */
export function packageRoot(moduleFolder: string): string {
  for (let folder = moduleFolder; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`No package.json above ${moduleFolder}.`);
  }
}

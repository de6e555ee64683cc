import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { REPOSITORY } from '../bundle.ts';

/** Builds the dashboard where a server that runs from its sources finds it. */
export async function setup(): Promise<void> {
  await promisify(execFile)(process.execPath, [join(REPOSITORY, 'scripts/build-dashboard.mjs')], {
    cwd: REPOSITORY,
  });
}

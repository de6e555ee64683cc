// Another revision of this repository, built aside: its files in a temporary folder, with the packages that it locks.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './servers.mjs';

const GIT_MAX_MS = 60_000;
const INSTALL_MAX_MS = 10 * 60_000;
const BUILD_MAX_MS = 3 * 60_000;

/** Runs a program to its end and returns what it printed. Throws when it fails, takes longer than `maxMs` or the signal
 *  aborts; then it and its own children have been told to end. */
export async function runProgram(command, args, { cwd = ROOT, env = process.env, maxMs, signal }) {
  signal.throwIfAborted();
  // A group of its own, so that one signal reaches what npm starts.
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const bounded = AbortSignal.any([signal, AbortSignal.timeout(maxMs)]);
  const end = () => process.kill(-child.pid, 'SIGTERM');
  bounded.addEventListener('abort', end, { once: true });
  try {
    const [code] = await once(child, 'close');
    bounded.throwIfAborted();
    if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed in ${cwd}:\n${output}`);
    return output.trim();
  } finally {
    bounded.removeEventListener('abort', end);
  }
}

/** Calls `work` with the folder of a built revision and its commit, and removes the folder afterwards. */
export async function withRevision(ref, signal, work) {
  const git = (...args) => runProgram('git', args, { maxMs: GIT_MAX_MS, signal });
  const commit = await git('rev-parse', '--verify', '--short', '--end-of-options', `${ref}^{commit}`);
  const temporary = await mkdtemp(join(tmpdir(), 'bailiwick-revision-'));
  try {
    const folder = join(temporary, 'bailiwick');
    await mkdir(folder);
    const archive = join(temporary, 'revision.tar');
    await git('archive', '--format=tar', `--output=${archive}`, commit);
    await runProgram('tar', ['-xf', archive, '-C', folder], { maxMs: GIT_MAX_MS, signal });
    await installPackages(folder, signal);
    await runProgram('npm', ['run', 'build'], { cwd: folder, maxMs: BUILD_MAX_MS, signal });
    await work({ folder, commit });
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The packages that are here serve a revision that locks the same ones. */
async function installPackages(folder, signal) {
  const lockOf = (root) => readFile(join(root, 'package-lock.json'), 'utf8');
  if ((await lockOf(folder)) === (await lockOf(ROOT))) {
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    return;
  }
  console.error('Its packages differ: npm ci.');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  await runProgram('npm', args, { cwd: folder, maxMs: INSTALL_MAX_MS, signal });
}

#!/usr/bin/env node
import { VERSION } from '../lib/version.ts';

/** What the package can do. Each is a program of its own, which npm runs by the same name in a checkout. */
const commands: Readonly<Record<string, { readonly does: string; readonly load: () => Promise<unknown> }>> = {
  start: { does: 'answers requests (also without a word)', load: () => import('./start.ts') },
  worker: { does: 'delivers webhooks and answers nobody', load: () => import('./worker.ts') },
  migrate: { does: 'applies the migrations and ends', load: () => import('./migrate.ts') },
  backup: {
    does: 'FILE [--with-key]: writes all data into one file',
    load: () => import('./backup.ts'),
  },
  restore: { does: 'FILE [--overwrite]: brings it back', load: () => import('./restore.ts') },
  'recover-organization-key': {
    does: '[--organization ID]: issues a key of an organization whose keys are lost',
    load: () => import('./recover-organization-key.ts'),
  },
  'rotate-encryption-key': {
    does: 'encrypts everything with ENCRYPTION_KEY',
    load: () => import('./rotate-encryption-key.ts'),
  },
  'verify-audit-log': {
    does: '[--organization ID]: compares the audit log with its seals',
    load: () => import('./verify-audit-log.ts'),
  },
};

const NAME_WIDTH = 14;

const help = () =>
  [
    `Bailiwick ${VERSION}`,
    '',
    'Usage: bailiwick [COMMAND]',
    '',
    ...Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(NAME_WIDTH)}${does}`),
    '',
    'Variables of the environment, or a .env file in the working folder, say the rest: see .env.example.',
    '',
  ].join('\n');

const [word = 'start'] = process.argv.slice(2);

if (word === '--version' || word === '-v') process.stdout.write(`${VERSION}\n`);
else if (word === '--help' || word === '-h') process.stdout.write(help());
else if (Object.hasOwn(commands, word)) {
  // The program finds its own arguments where it always does.
  process.argv.splice(2, 1);
  await commands[word]?.load();
} else {
  process.stderr.write(`There is no command ${word}.\n\n${help()}`);
  process.exitCode = 1;
}

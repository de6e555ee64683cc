#!/usr/bin/env node
import { VERSION } from '../lib/version.ts';

type Command = {
  /** The arguments. Empty: none. */
  readonly usage: string;
  readonly description: string;
  readonly load: () => Promise<unknown>;
};

/** The commands of the package. Each is a program of its own, which npm runs by the same name in a checkout. */
const commands: Readonly<Record<string, Command>> = {
  start: {
    usage: '',
    description: 'Start the HTTP server (default).',
    load: () => import('./start.ts'),
  },
  worker: {
    usage: '',
    description: 'Run background jobs only.',
    load: () => import('./worker.ts'),
  },
  migrate: {
    usage: '',
    description: 'Apply pending migrations and exit.',
    load: () => import('./migrate.ts'),
  },
  backup: {
    usage: 'FILE [--with-key]',
    description: 'Write all data to one file.',
    load: () => import('./backup.ts'),
  },
  restore: {
    usage: 'FILE [--overwrite]',
    description: 'Restore a backup into an empty database.',
    load: () => import('./restore.ts'),
  },
  'recover-organization-key': {
    usage: '[--organization ID_OR_NAME]',
    description: 'Issue a new key to an organization whose keys are lost.',
    load: () => import('./recover-organization-key.ts'),
  },
  'rotate-encryption-key': {
    usage: '',
    description: 'Re-encrypt all encrypted data with ENCRYPTION_KEY.',
    load: () => import('./rotate-encryption-key.ts'),
  },
  'verify-audit-log': {
    usage: '[--organization ID [--from N] [--to N] [--expect N:HASH]]',
    description: 'Verify the audit log against its seals.',
    load: () => import('./verify-audit-log.ts'),
  },
};

const help = () =>
  [
    `Bailiwick ${VERSION}`,
    '',
    'Usage: bailiwick [COMMAND] [ARGUMENTS]',
    '',
    ...Object.entries(commands).flatMap(([name, { usage, description }]) => [
      `  ${name} ${usage}`.trimEnd(),
      `      ${description}`,
    ]),
    '',
    'Options: --help, --version',
    'Configuration: environment variables, or a .env file in the working directory. See .env.example.',
    '',
  ].join('\n');

const [command = 'start'] = process.argv.slice(2);

if (command === '--version' || command === '-v') process.stdout.write(`${VERSION}\n`);
else if (command === '--help' || command === '-h') process.stdout.write(help());
else if (Object.hasOwn(commands, command)) {
  // The program reads its arguments where it also finds them when it is run directly.
  process.argv.splice(2, 1);
  await commands[command]?.load();
} else {
  process.stderr.write(`Unknown command: ${command}.\n\n${help()}`);
  process.exitCode = 1;
}

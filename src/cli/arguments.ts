import { type ParseArgsConfig, parseArgs } from 'node:util';
import { exitWithError } from '../app/fatal-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

export type ArgumentsSpec<Named extends Options> = {
  readonly command: string;
  /** The names of required positional arguments, such as FILE. */
  readonly positionals: readonly string[];
  readonly options: Named;
  /** The options as the usage message shows them, such as `--organization ID`. */
  readonly optionsUsage: string;
};

/** Parses the arguments of a command. Prints the usage message and ends the process with exit code 1 when they are invalid. */
export function readArguments<const Named extends Options>(spec: ArgumentsSpec<Named>) {
  const { options, positionals: required } = spec;
  const exitWithUsage = (): never => exitWithError(usageOf(spec));
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    if (positionals.length !== required.length) return exitWithUsage();
    return { values, positionals, exitWithUsage };
  } catch {
    return exitWithUsage();
  }
}

function usageOf({ command, positionals, optionsUsage }: ArgumentsSpec<Options>): string {
  const name = [command, ...positionals].join(' ');
  return `Usage: bailiwick ${name} [${optionsUsage}], or npm run ${name} [-- ${optionsUsage}]`;
}

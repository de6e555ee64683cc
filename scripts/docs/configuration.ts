import { variables } from '../../src/config.ts';
import { GENERATED, readRepositoryFile, table } from './page.ts';

/** The page of environment variables: names from `src/config.ts`, defaults and meanings from `.env.example`. Throws for a variable
 *  without a comment of its own. */
export function configurationPage(): string {
  const example = readRepositoryFile('.env.example');
  const documented = [...example.matchAll(/^((?:# .*\n)+)([A-Z_]+)=(.*)$/gm)].map(
    ([, comment, name, value]) => ({
      name: name ?? '',
      value: value ?? '',
      meaning: (comment ?? '').replace(/^# /gm, '').trim().replaceAll('\n', ' '),
    }),
  );
  const names = documented.map(({ name }) => name);
  const missing = Object.keys(variables.shape).filter((name) => !names.includes(name));
  if (missing.length > 0) throw new Error(`.env.example does not explain ${missing.join(', ')}.`);
  const rows = documented.map(({ name, value, meaning }) => [
    `\`${name}\``,
    value && `\`${value}\``,
    withLinks(meaning),
  ]);
  return `${GENERATED}

# Configuration

For operators. Bailiwick reads environment variables, and a \`.env\` file in the working folder for those that are not set. An empty variable
counts as absent. At the start every invalid variable is listed at once, without its value. Sources: \`src/config.ts\`, \`.env.example\`.

${table(['variable', 'default', 'meaning'], rows)}

The packages of OpenTelemetry read further \`OTEL_\` variables themselves ([observability](../operations/observability.md#traces)).
`;
}

const withLinks = (text: string) =>
  text.replace(
    /docs\/([a-z-]+\/([a-z-]+)\.md)/g,
    (_path, page: string, name: string) => `[${name}](../${page})`,
  );

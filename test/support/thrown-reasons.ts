import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ErrorReason, errorReasons } from '../../src/domain/core/error-reasons.ts';

const domain = fileURLToPath(new URL('../../src/domain', import.meta.url));

/** A top-level declaration: the reasons that it names, and the declarations that it refers to. */
type Declaration = { readonly reasons: readonly ErrorReason[]; readonly refersTo: readonly string[] };

const isReason = (text: string): text is ErrorReason => Object.hasOwn(errorReasons, text);

/** Declarations of src/domain as `file#name`, read from the sources as the formatter writes them. */
const declarations = new Map<string, Declaration>();
/** Where an exported name is declared. */
const exported = new Map<string, string>();

const files = readdirSync(domain, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

for (const file of files) {
  const text = readFileSync(join(domain, file), 'utf8').replace(/\/\*\*.*?\*\/|\/\/ [^\n]*/gs, '');
  const imports = [...text.matchAll(/^import \{([^}]*)\} from '(\.[^']*)';$/gm)];
  const names = new Map<string, string>();
  for (const [, list = '', source = ''] of imports) {
    const target = relative(domain, join(domain, dirname(file), source));
    for (const name of list.match(/\b(?<!type )\w+(?=,|\s*$)/g) ?? []) names.set(name, `${target}#${name}`);
  }
  const parts = text.split(/^(?=(?:export )?(?:async )?(?:const|class|function\*?) \w+)/m).slice(1);
  const named = parts.map((part) => ({
    part,
    name: /(?:const|class|function\*?) (\w+)/.exec(part)?.[1] ?? '',
  }));
  for (const { name } of named) names.set(name, `${file}#${name}`);
  for (const { part, name } of named) {
    if (part.startsWith('export')) exported.set(name, `${file}#${name}`);
    const identifiers = part.match(/(?<!\w|(?<!\.\.)\.)[A-Za-z]\w*/g) ?? [];
    declarations.set(`${file}#${name}`, {
      // An audit action can have the name of a reason.
      reasons: [...part.replaceAll(/\baction: '\w+'/g, '').matchAll(/'([A-Z_]+)'/g)]
        .map(([, text = '']) => text)
        .filter(isReason),
      refersTo: identifiers.flatMap((identifier) => names.get(identifier) ?? []),
    });
  }
}

/** Returns every reason that an exported operation of src/domain, or a function that it refers to, can throw. Throws where there
 *  is no such operation. */
export function reasonsThrownBy(operation: string): ReadonlySet<ErrorReason> {
  const start = exported.get(operation);
  if (start === undefined) throw new Error(`src/domain does not export ${operation}.`);
  const visited = new Set([start]);
  for (const place of visited) for (const next of declarations.get(place)?.refersTo ?? []) visited.add(next);
  return new Set([...visited].flatMap((place) => declarations.get(place)?.reasons ?? []));
}

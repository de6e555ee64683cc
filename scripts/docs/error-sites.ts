import { errorReasons } from '../../src/domain/core/error-reasons.ts';
import { readRepositoryFile, sourcePaths } from './page.ts';

/** What the sources say of the errors with one reason. */
export type ErrorSites = { readonly codes: readonly string[]; readonly fixes: readonly string[] };

const TEXT = String.raw`(?:'(?:[^'\\]|\\.)*'|\`[^\`]*\`)`;
const ARGUMENT = String.raw`(?:${TEXT}|[\w.[\]]+)`;

/** An object literal with a code and a reason beside each other. */
const literal = /code: '(\w+)',\s*(?:\.\.\.\w+,\s*)?reason: '(\w+)'/g;
/** A call whose first argument is a reason, or a list that begins with one, with a message and advice after it. The `errors` of a
 *  mutation are no such list. */
const call = new RegExp(String.raw`(\w+)\(\s*'([A-Z_]+)'(?:,\s*${ARGUMENT},\s*(${TEXT}))?`, 'g');
const list = new RegExp(String.raw`(?<!errors: )\[\s*'([A-Z_]+)',\s*${ARGUMENT},\s*(${TEXT}),?\s*\]`, 'g');

/** Errors that are made from expressions, which a search does not find. */
const byHand: Readonly<Record<string, string>> = {
  IP_NOT_ALLOWED: 'FORBIDDEN',
  ORGANIZATION_SUSPENDED: 'FORBIDDEN',
  SLUG_RESERVED: 'BAD_USER_INPUT',
  INVALID_DOCUMENT: 'BAD_USER_INPUT',
  INVALID_VARIABLES: 'BAD_USER_INPUT',
  INVALID_REQUEST: 'BAD_USER_INPUT',
  REQUEST_TOO_LARGE: 'BAD_USER_INPUT',
};

/** Searches the sources for errors, by their reason. Throws for a reason without a code. */
export function errorSites(): ReadonlyMap<string, ErrorSites> {
  const sources = sourcePaths().map(readRepositoryFile);
  const found = new Map(
    Object.keys(errorReasons).map((reason) => [
      reason,
      { codes: new Set<string>(), fixes: new Set<string>() },
    ]),
  );
  const add = (reason = '', code?: string, fix?: string) => {
    const site = found.get(reason);
    if (code) site?.codes.add(code);
    if (fix) site?.fixes.add(unquoted(fix));
  };
  for (const source of sources) {
    for (const match of source.matchAll(literal)) add(match[2], match[1], adviceAfter(source, match.index));
    for (const [, name = '', reason = '', fix] of source.matchAll(call)) {
      const code = found.has(reason) ? codeOfFunction(name, [source, ...sources]) : undefined;
      if (code) add(reason, code, fix);
    }
    for (const [, reason = '', fix = ''] of source.matchAll(list)) {
      // A list of reasons only is that of a mutation.
      if (found.has(reason) && !found.has(unquoted(fix)))
        add(reason, byHand[reason] ?? 'UNAUTHENTICATED', fix);
    }
  }
  return new Map(
    [...found].map(([reason, { codes, fixes }]) => {
      const code = byHand[reason];
      if (codes.size === 0 && code) codes.add(code);
      if (codes.size === 0) throw new Error(`No error with the reason ${reason} was found in src.`);
      return [reason, { codes: [...codes], fixes: [...fixes] }];
    }),
  );
}

/** The advice in the object literal that begins at an index. */
function adviceAfter(source: string, index: number): string | undefined {
  const rest = source.slice(index);
  const [object = ''] = /^[\s\S]*?(?=\n\s*\}\)| \}\);)/.exec(rest) ?? [];
  return new RegExp(String.raw`suggestedFix:\s*(${TEXT})`).exec(object)?.[1];
}

const FUNCTION_LENGTH = 450;

/** The code of the errors that a function makes, by its definition; undefined for any other function. */
function codeOfFunction(name: string, sources: readonly string[]): string | undefined {
  const definition = new RegExp(String.raw`(?:function ${name}\(|const ${name} = )`);
  const source = sources.find((text) => definition.test(text));
  const start = source?.search(definition);
  if (source === undefined || start === undefined) return undefined;
  const body = source.slice(start, start + FUNCTION_LENGTH);
  const [, code] = /code: '(\w+)'/.exec(body) ?? [];
  return code ?? (body.includes('unauthenticated(') ? 'UNAUTHENTICATED' : undefined);
}

const unquoted = (text: string) =>
  text
    .slice(1, -1)
    .replaceAll(/\\(.)/g, '$1')
    .replaceAll(/\$\{[^}]*\}/g, '…');

/** What is wrong with a URL, for a sentence that begins with the name of what holds it. Shows no value of the URL. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

const modes = ['disable', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;
const sessions = ['any', 'read-write', 'primary'] as const;
const negotiations = ['postgres', 'direct'] as const;

/** The parameters of a URL that have a meaning. */
type Parameters = {
  readonly [Name in 'host' | 'port' | 'user' | 'password' | 'dbname' | 'options']?: string;
} & { readonly [Name in 'sslrootcert' | 'sslcert' | 'sslkey']?: string } & {
  readonly sslmode?: (typeof modes)[number];
  readonly sslnegotiation?: (typeof negotiations)[number];
  readonly target_session_attrs?: (typeof sessions)[number];
};

const names = [
  'host',
  'port',
  'user',
  'password',
  'dbname',
  'options',
  'sslmode',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslnegotiation',
  'target_session_attrs',
] as const;

const choices: Readonly<Record<string, readonly string[]>> = {
  sslmode: modes,
  sslnegotiation: negotiations,
  target_session_attrs: sessions,
};

/** Why a value that libpq knows is refused. */
const refusals: Readonly<Record<string, string>> = {
  'sslmode=prefer':
    'has sslmode=prefer, which would go on without TLS where the server has none: say disable, or verify-full',
  'sslmode=allow':
    'has sslmode=allow, which would go on without TLS where the server allows it: say disable, or verify-full',
  'target_session_attrs=read-only':
    'must lead to a server that takes changes: leave target_session_attrs=read-only out',
  'target_session_attrs=standby':
    'must lead to a server that takes changes: leave target_session_attrs=standby out',
  'target_session_attrs=prefer-standby':
    'must lead to a server that takes changes: leave target_session_attrs=prefer-standby out',
};

/** Reads the part behind the question mark. Throws DatabaseUrlError for what has no meaning here: a setting that is silently not
 *  kept would be worse. */
export function parametersOf(query: string): Parameters {
  const parameters: Record<string, string> = {};
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...rest] = pair.split('=').map(decodedParameter);
    const value = rest.join('=');
    const refusal = refusals[`${name}=${value}`];
    if (refusal !== undefined) throw new DatabaseUrlError(refusal);
    if (!names.some((supported) => supported === name))
      throw new DatabaseUrlError(
        `has a parameter that is not supported, ${name}: known are ${names.join(', ')}`,
      );
    if (choices[name]?.includes(value) === false)
      throw new DatabaseUrlError(`must have one of ${choices[name].join(', ')} as ${name}`);
    // A blank, as forms write it, which no other parameter has.
    if (value !== '') parameters[name] = name === 'options' ? value.replaceAll('+', ' ') : value;
  }
  return parameters;
}

function decodedParameter(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new DatabaseUrlError('must have special characters in its parameters written as %XX');
  }
}

/** An invalid database URL. The message continues a sentence that begins with the name of the setting, and shows no
 *  value of the URL. */
export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

const modes = ['disable', 'require', 'verify-ca', 'verify-full', 'no-verify'] as const;
const sessions = ['any', 'read-write', 'primary'] as const;
const negotiations = ['postgres', 'direct'] as const;

/** The supported parameters of a URL. */
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

/** Reasons to reject values that libpq supports. */
const rejections: Readonly<Record<string, string>> = {
  'sslmode=prefer':
    'has sslmode=prefer, which would continue without TLS where the server has none: use disable or verify-full',
  'sslmode=allow':
    'has sslmode=allow, which would continue without TLS where the server allows it: use disable or verify-full',
  'target_session_attrs=read-only': 'must lead to a writable server: remove target_session_attrs=read-only',
  'target_session_attrs=standby': 'must lead to a writable server: remove target_session_attrs=standby',
  'target_session_attrs=prefer-standby':
    'must lead to a writable server: remove target_session_attrs=prefer-standby',
};

/** Parses the query string. Throws DatabaseUrlError for unsupported parameters: silently ignoring a setting would be
 *  worse. */
export function parametersOf(query: string): Parameters {
  const parameters: Record<string, string> = {};
  for (const pair of query.split('&').filter((text) => text !== '')) {
    const [name = '', ...rest] = pair.split('=').map(decodedParameter);
    const value = rest.join('=');
    const rejection = rejections[`${name}=${value}`];
    if (rejection !== undefined) throw new DatabaseUrlError(rejection);
    if (!names.some((supported) => supported === name))
      throw new DatabaseUrlError(`has an unsupported parameter, ${name}. Supported: ${names.join(', ')}`);
    if (choices[name]?.includes(value) === false)
      throw new DatabaseUrlError(`must have one of ${choices[name].join(', ')} as ${name}`);
    // '+' is a space, as in form encoding; no other parameter contains one.
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

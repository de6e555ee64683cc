import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { DatabaseUrlError, parametersOf } from './url-parameters.ts';

/** Address of PostgreSQL: a host name or IP address, or the folder of its Unix socket. */
type DatabaseAddress = { readonly host: string; readonly port: number };

/** A parsed database URL. */
export type DatabaseTarget = {
  /** At least one, in the order of attempts. */
  readonly addresses: readonly DatabaseAddress[];
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly database: string | undefined;
  /** False: no TLS. */
  readonly ssl: false | ConnectionOptions;
  readonly sslnegotiation: 'postgres' | 'direct';
  /** Options sent to PostgreSQL when a session starts, such as `-c work_mem=16MB`. */
  readonly options: string | undefined;
  /** The schemas of unqualified names, in the format of PostgreSQL's `search_path`. */
  readonly searchPath: string;
  /** Whether addresses of standbys are skipped. */
  readonly isPrimaryNeeded: boolean;
};

const PORT = 5432;
const SEARCH_PATH = 'public';

const FORM =
  'must have the form postgresql://user:password@host:5432/database, with special characters in the password written as %XX';

/** The parts of a URL. It may name several hosts or none, which the platform's URL parser does not support. */
const PARTS = /^postgres(?:ql)?:\/\/(?:([^/?#]*)@)?([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/;
const HOST = /^(?:\[([\da-f:.]+)\]|([^:[\]]*))(?::(\d+))?$/i;

/** Parses a URL in the formats of libpq. Throws DatabaseUrlError, without revealing a value, for an unusable one. */
export function parseDatabaseUrl(text: string): DatabaseTarget {
  if (!/^postgres(ql)?:\/\//.test(text)) throw new DatabaseUrlError('must begin with postgresql://');
  const parts = PARTS.exec(text);
  if (!parts) throw new DatabaseUrlError(FORM);
  const [, credentials = '', authority = '', path = '', query = ''] = parts;
  const [user = '', ...password] = credentials.split(':');
  const parameters = parametersOf(query);
  return {
    addresses: addressesOf(authority, parameters),
    user: parameters.user ?? emptyToUndefined(decoded(user)),
    password: parameters.password ?? emptyToUndefined(decoded(password.join(':'))),
    database: parameters.dbname ?? emptyToUndefined(decoded(path)),
    ssl: sslOf(parameters),
    sslnegotiation: parameters.sslnegotiation ?? 'postgres',
    ...sessionOf(parameters.options),
    isPrimaryNeeded: (parameters.target_session_attrs ?? 'any') !== 'any',
  };
}

/** Formats the addresses of a URL for messages. */
export const addressText = ({ addresses }: DatabaseTarget): string =>
  addresses.map(({ host, port }) => (host.startsWith('/') ? host : `${host}:${port}`)).join(', ');

type Parameters = ReturnType<typeof parametersOf>;

const emptyToUndefined = (text: string) => (text === '' ? undefined : text);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new DatabaseUrlError(FORM);
  }
}

function addressesOf(authority: string, { host, port }: Parameters): readonly DatabaseAddress[] {
  const inAuthority = authority.split(',').map((text) => {
    const [, ip6, name = '', portText] = HOST.exec(text) ?? [];
    if (ip6 === undefined && !HOST.test(text)) throw new DatabaseUrlError(FORM);
    return { host: ip6 ?? decoded(name), port: portText };
  });
  const hosts = host?.split(',') ?? inAuthority.map((entry) => entry.host);
  const ports = port?.split(',') ?? (host === undefined ? [] : inAuthority.map((entry) => entry.port ?? ''));
  if (ports.length > 1 && ports.length !== hosts.length)
    throw new DatabaseUrlError('must have one port for all hosts, or one for each');
  return hosts.map((name, index) => {
    const portText = ports.length > 0 ? (ports[index] ?? ports[0]) : inAuthority[index]?.port;
    return { host: name || 'localhost', port: portOf(portText) };
  });
}

function portOf(text: string | undefined): number {
  if (text === undefined || text === '') return PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new DatabaseUrlError('must have a port between 1 and 65535');
  return port;
}

/** Verifies TLS in full unless the URL says otherwise: libpq's `require`, which verifies nothing, would allow
 *  eavesdropping. */
function sslOf({ sslmode, sslrootcert, sslcert, sslkey }: Parameters): false | ConnectionOptions {
  if (sslmode === 'disable' || (sslmode === undefined && sslrootcert === undefined)) return false;
  const ca =
    sslrootcert === undefined || sslrootcert === 'system' ? undefined : read('sslrootcert', sslrootcert);
  if (sslmode === 'verify-ca' && ca === undefined)
    throw new DatabaseUrlError(
      'must name a CA file in sslrootcert for sslmode=verify-ca; otherwise use verify-full',
    );
  return {
    ...(ca !== undefined && { ca }),
    ...(sslcert !== undefined && { cert: read('sslcert', sslcert) }),
    ...(sslkey !== undefined && { key: read('sslkey', sslkey) }),
    ...(sslmode === 'no-verify' && { rejectUnauthorized: false }),
    ...(sslmode === 'verify-ca' && { checkServerIdentity: () => undefined }),
  };
}

function read(parameter: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new DatabaseUrlError(`names a file in ${parameter} that cannot be read (${why})`);
  }
}

const SEARCH_PATH_OPTION = /(?:^|\s)(?:-c\s*|--)search_path=((?:\\.|[^\s\\])+)/;

/** Extracts the search path, which is pinned with the session instead of sent as a startup option: poolers reject
 *  those. */
function sessionOf(optionsText = ''): Pick<DatabaseTarget, 'options' | 'searchPath'> {
  const [option = '', path] = SEARCH_PATH_OPTION.exec(optionsText) ?? [];
  const options = optionsText.replace(option, '').trim();
  return {
    options: options === '' ? undefined : options,
    searchPath: path?.replaceAll(/\\(.)/g, '$1') ?? SEARCH_PATH,
  };
}

import type { TypedDocumentString } from '../generated/graphql.ts';
import { noteCredentials } from './database/sent-secrets.ts';
import { OPERATOR_KEY } from './operator-key.ts';
import type { TestServer } from './server.ts';

export type GraphQLErrorBody = {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: string;
    readonly reason?: string;
    readonly field?: string;
    readonly suggestedFix?: string;
    readonly requestId: string;
  };
};

export type Answer<Data> = {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  readonly data: Data | null | undefined;
  readonly errors: readonly GraphQLErrorBody[];
};

/** The headers that carry a key. */
export type Credentials = Readonly<Record<string, string>>;

export const operator: Credentials = { 'x-operator-key': OPERATOR_KEY };
export const organizationKey = (secret: string): Credentials => ({ 'x-org-api-key': secret });
export const projectKey = (secret: string): Credentials => ({ 'x-api-key': secret });

const ENDPOINT = 'http://bailiwick.test/graphql';

/** Sends any body to /graphql. */
export async function post<Data>(
  server: TestServer,
  body: string,
  headers: Credentials,
): Promise<Answer<Data>> {
  noteCredentials(body);
  const request = new Request(ENDPOINT, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const response = await server.fetch(request);
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text);
  return { status: response.status, headers: response.headers, text, data, errors };
}

/** Sends one operation and returns whatever comes back. */
export async function send<Data, Variables>(
  server: TestServer,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  headers: Credentials,
): Promise<Answer<Data>> {
  return post(server, JSON.stringify({ query: document.toString(), variables }), headers);
}

/** An answer with its secrets, which are null only in one that is given again. */
type First<Data> = Data extends readonly unknown[]
  ? Data
  : Data extends object
    ? { [Name in keyof Data]: Name extends 'secret' ? NonNullable<Data[Name]> : First<Data[Name]> }
    : Data;

/** What an operation answers that succeeded: of all root fields, only `node` is null without an error. */
export type Done<Data> = {
  [Name in keyof Data]: Name extends 'node' ? First<Data[Name]> : NonNullable<First<Data[Name]>>;
};

/** Sends one operation that must succeed, for the first time. */
export async function run<Data, Variables>(
  server: TestServer,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  headers: Credentials,
): Promise<Done<Data>> {
  const { data, errors, text } = await send(server, document, variables, headers);
  if (errors.length > 0 || !data) throw new Error(`The operation was refused: ${text}`);
  if (/"secret":null/.test(text)) throw new Error(`A secret is missing: ${text}`);
  return data as Done<Data>;
}

/** Sends one operation that must be refused, and returns the one error. */
export async function refusalOf<Data, Variables>(
  server: TestServer,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  headers: Credentials,
): Promise<GraphQLErrorBody> {
  const { errors, text } = await send(server, document, variables, headers);
  const [error] = errors;
  if (errors.length !== 1 || !error) throw new Error(`One error was expected: ${text}`);
  return error;
}

import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { type Credential, type HeaderSource, readCredential } from '../../auth/authenticate.ts';
import { type DocumentReference, documentReference } from '../graphql/persisted-documents.ts';
import { BODY_SIZE_BYTES_MAX, isWithinDepth } from '../request/body.ts';
import { isJson } from '../request/content-negotiation.ts';
import { inexactNumberPath } from '../request/exact-numbers.ts';
import { GRAPHQL_PATH } from '../routes.ts';

const plainAccepts = new Set([undefined, '*/*', 'application/json']);

/** Returns whether the fast path serves a request: a JSON POST without headers that need Yoga. */
export function isFastPathRequest({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === 'POST' &&
    url === GRAPHQL_PATH &&
    isJson(headers['content-type'] ?? '') &&
    plainAccepts.has(headers.accept) &&
    headers['content-encoding'] === undefined &&
    headers.origin === undefined &&
    headers['idempotency-key'] === undefined &&
    Number(headers['content-length']) <= BODY_SIZE_BYTES_MAX
  );
}

type Variables = { readonly [name: string]: unknown };

export type SimpleRequest = {
  readonly document: DocumentReference;
  /** Empty when the request has none, or null. */
  readonly variables: Variables;
  readonly operationName: string | null;
};

/** Reads a body as text, or as bytes when it is not UTF-8. Rejects when the client disconnects first. */
export function readText(request: IncomingMessage): Promise<string | Buffer<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer<ArrayBuffer>[] = [];
    request.on('data', (chunk: Buffer<ArrayBuffer>) => chunks.push(chunk));
    request.on('end', () => {
      const [first] = chunks;
      const bytes = first && chunks.length === 1 ? first : Buffer.concat(chunks);
      resolve(isUtf8(bytes) ? bytes.toString() : bytes);
    });
    request.on('error', reject);
  });
}

const parameterNames = new Set(['query', 'variables', 'operationName', 'documentId', 'extensions']);

/** Parses the body of a simple request. Null: the body needs Yoga, which also reports what is wrong with it. */
export function parseSimpleRequest(body: string): SimpleRequest | null {
  try {
    const params: unknown = JSON.parse(body);
    if (typeof params !== 'object' || params === null || Array.isArray(params)) return null;
    if (!Object.keys(params).every((name) => parameterNames.has(name))) return null;
    const named = params as { readonly [name: string]: unknown };
    const { variables = null, operationName = null, extensions } = named;
    if (extensions !== undefined && !isPersistedQueryAlone(extensions)) return null;
    const document = documentReference(named);
    if (typeof variables !== 'object' || Array.isArray(variables)) return null;
    if (operationName !== null && typeof operationName !== 'string') return null;
    if (!isWithinDepth(params) || inexactNumberPath(body) !== null) return null;
    return { document, variables: { ...variables }, operationName };
  } catch {
    return null;
  }
}

const isPersistedQueryAlone = (extensions: unknown) =>
  typeof extensions === 'object' &&
  extensions !== null &&
  Object.keys(extensions).every((name) => name === 'persistedQuery');

export function readCredentialOrNull(headers: HeaderSource): Credential | null {
  try {
    return readCredential(headers);
  } catch {
    return null;
  }
}

import { LRUCache } from 'lru-cache';
import type { Actor } from '../../domain/core/actor.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { sha256 } from '../../lib/sha256.ts';
import { HttpError } from '../error-response.ts';

/** How a request refers to a document: by its text, its hash, or both. */
export type DocumentReference =
  | { readonly query: string; readonly hash: string | null }
  | { readonly query: null; readonly hash: string };

/** The operator's documents, by hash. */
export type Manifest = ReadonlyMap<string, string>;

export type PersistedDocuments = {
  /** Returns the text when that needs neither authentication nor caching. Null: call `resolve`. `tenantOf` returns the tenant of the
   *  request, undefined while it is not known. */
  lookup(document: DocumentReference, tenantOf: () => string | undefined): string | null;
  /** Returns the text for an authenticated request. A text with its hash is cached for this tenant only. Throws
   *  for a document that is not in the manifest, where only those are allowed, and for an unknown hash. */
  resolve(document: DocumentReference, tenant: string | null): string;
};

export type PersistedDocumentsOptions = {
  readonly manifest: Manifest;
  /** Whether only documents of the manifest are allowed. */
  readonly persistedOnly: boolean;
};

const TENANTS_MAX = 500;
const CHARACTERS_PER_TENANT_MAX = 200_000;

type TenantCache = LRUCache<string, string>;

/** The cache is separate and bounded for each tenant: a tenant can neither evict the documents of another nor learn them. */
export function createPersistedDocuments({
  manifest,
  persistedOnly,
}: PersistedDocumentsOptions): PersistedDocuments {
  const tenantCaches = new LRUCache<string, TenantCache>({ max: TENANTS_MAX });
  const trusted = new Set(manifest.values());
  const isAllowed = (query: string) => !persistedOnly || trusted.has(query);
  const find = (hash: string, tenant: string | undefined) =>
    manifest.get(hash) ?? (tenant === undefined ? undefined : tenantCaches.get(tenant)?.get(hash));
  const store = (tenant: string, hash: string, query: string) => {
    const cache = tenantCaches.get(tenant) ?? createTenantCache();
    cache.set(hash, query);
    tenantCaches.set(tenant, cache);
  };
  return {
    lookup: ({ query, hash }, tenantOf) => {
      if (query === null) return find(hash, tenantOf()) ?? null;
      if (hash === null) return isAllowed(query) ? query : null;
      return find(hash, tenantOf()) === query ? query : null;
    },
    resolve: ({ query, hash }, tenant) => {
      if (query === null) {
        const text = find(hash, tenant ?? undefined);
        if (text !== undefined) return text;
        throw persistedOnly ? notTrusted() : notFound();
      }
      if (!isAllowed(query)) throw notTrusted();
      if (hash === null) return query;
      const known = find(hash, tenant ?? undefined);
      if (known === undefined && sha256(query).toString('hex') !== hash) throw mismatch();
      if (known !== undefined && known !== query) throw mismatch();
      // The hash was verified against the text, so the entry is right even when the document is invalid.
      if (known === undefined && tenant !== null) store(tenant, hash, query);
      return query;
    },
  };
}

const createTenantCache = (): TenantCache =>
  new LRUCache({
    maxSize: CHARACTERS_PER_TENANT_MAX,
    sizeCalculation: (query, hash) => query.length + hash.length,
  });

/** Returns the tenant whose cache a request uses. Null: none, for a request without a key. */
export function tenantOf(actor: Actor): string | null {
  if ('organizationId' in actor) return actor.organizationId;
  return actor.kind === 'anonymous' ? null : actor.kind;
}

/** Reads the reference to a document from the parameters of a request. Throws an HttpError for an invalid one. */
export function readReference(params: Readonly<Record<string, unknown>>): DocumentReference {
  const { query = null, documentId = null } = params;
  const hash = documentId ?? hashIn(params.extensions);
  if (hash !== null && (typeof hash !== 'string' || hash === '')) throw hashMalformed();
  if (query !== null && typeof query !== 'string')
    throw new HttpError(400, 'query must be a string.', 'Send the text of a GraphQL document.');
  if (query !== null) return { query, hash: hash && unprefixedHash(hash) };
  if (hash !== null) return { query, hash: unprefixedHash(hash) };
  throw new HttpError(400, 'Must provide query string.', 'Send the text of a GraphQL document as query.');
}

/** Removes the prefix that the GraphQL over HTTP specification uses. */
const unprefixedHash = (hash: string) => hash.replace(/^sha256:/, '');

function hashIn(extensions: unknown): unknown {
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return null;
  const { persistedQuery } = extensions;
  if (typeof persistedQuery !== 'object' || persistedQuery === null) throw hashMalformed();
  const { version, sha256Hash } = persistedQuery as { readonly [name: string]: unknown };
  if (version !== 1 || typeof sha256Hash !== 'string') throw hashMalformed();
  return sha256Hash;
}

function hashMalformed(): HttpError {
  const fix = 'Send documentId, or extensions.persistedQuery with version 1 and sha256Hash.';
  return new HttpError(400, 'Invalid document id.', fix);
}

function mismatch(): HttpError {
  return new HttpError(
    400,
    'The hash does not match the document.',
    'Send the SHA-256 of the text, in hexadecimal.',
  );
}

function notTrusted(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'DOCUMENT_NOT_TRUSTED',
    message: 'The document is not in the persisted-document manifest of the server.',
    suggestedFix: 'Ask the operator to add it to the manifest that PERSISTED_DOCUMENTS_MANIFEST names.',
  });
}

/** The message and code are those of the APQ protocol: clients match them and then send the text. */
function notFound(): DomainError {
  return new DomainError({
    code: 'PERSISTED_QUERY_NOT_FOUND',
    reason: 'DOCUMENT_UNKNOWN',
    message: 'PersistedQueryNotFound',
    suggestedFix: 'Send the text together with its hash.',
  });
}

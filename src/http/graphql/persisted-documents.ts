import { LRUCache } from 'lru-cache';
import type { Actor } from '../../domain/core/actor.ts';
import { DomainError } from '../../domain/core/errors.ts';
import { sha256 } from '../../lib/sha256.ts';
import { HttpError } from '../error-response.ts';

/** A document as a request names it: by its text, by its hash, or by both. */
export type DocumentReference = { readonly query: string | null; readonly hash: string | null };

/** Documents by hash, of those who run the server. */
export type Manifest = ReadonlyMap<string, string>;

export type PersistedDocuments = {
  /** The text, where nobody needs to be let in for that and nothing is to be remembered. Null: ask `resolve`. `tenantOf` is
   *  asked for who sends it, undefined where that is not known yet. */
  lookup(document: DocumentReference, tenantOf: () => string | undefined): string | null;
  /** The text, for who was let in: what comes with its hash is remembered for them, and for nobody else. Null: there is neither
   *  text nor hash. Throws for what is not trusted and for a hash that nobody told the text of. */
  resolve(document: DocumentReference, tenant: string | null): string | null;
};

export type PersistedDocumentsOptions = {
  readonly manifest: Manifest;
  /** Whether the manifest has all that may be asked. */
  readonly persistedOnly: boolean;
};

const TENANTS_MAX = 500;
const CHARACTERS_PER_TENANT_MAX = 200_000;

type TenantCache = LRUCache<string, string>;

/** What is remembered is bounded for each tenant alone: nobody can crowd out what others use, or learn what they use. */
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
      if (hash === null) return query !== null && isAllowed(query) ? query : null;
      const known = find(hash, tenantOf());
      return known !== undefined && (query === null || query === known) ? known : null;
    },
    resolve: ({ query, hash }, tenant) => {
      if (query !== null && !isAllowed(query)) throw notTrusted();
      if (hash === null) return query;
      const known = find(hash, tenant ?? undefined);
      if (query === null) {
        if (known !== undefined) return known;
        throw persistedOnly ? notTrusted() : notFound();
      }
      if (known === undefined && sha256(query).toString('hex') !== hash) throw mismatch();
      if (known !== undefined && known !== query) throw mismatch();
      // Whatever it is: its hash was made of it, so it is what everybody means by that hash.
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

/** Whose memory it is. Null: nobody's, for who has no key. */
export function tenantOf(actor: Actor): string | null {
  if ('organizationId' in actor) return actor.organizationId;
  return actor.kind === 'anonymous' ? null : actor.kind;
}

/** Reads how a request names its document. Throws an HttpError for names that are none. */
export function documentReference(params: Readonly<Record<string, unknown>>): DocumentReference {
  const { query = null, documentId = null } = params;
  const hash = documentId ?? hashIn(params.extensions);
  if (hash !== null && (typeof hash !== 'string' || hash === '')) throw hashMalformed();
  return {
    query: typeof query === 'string' ? query : null,
    hash: hash === null ? null : unprefixedHash(hash),
  };
}

/** As GraphQL over HTTP writes it, or without a prefix. */
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
  return new HttpError(400, 'The name of the document is none.', fix);
}

function mismatch(): HttpError {
  return new HttpError(
    400,
    'The document has another hash.',
    'Send the SHA-256 of the text, in hexadecimal.',
  );
}

function notTrusted(): DomainError {
  return new DomainError({
    code: 'FORBIDDEN',
    reason: 'DOCUMENT_NOT_TRUSTED',
    message: 'This server answers the documents of its manifest only, and that is none of them.',
    suggestedFix: 'Have it added to the manifest that PERSISTED_DOCUMENTS_MANIFEST of the server names.',
  });
}

/** Clients look for exactly this message and this code, and then send the text. */
function notFound(): DomainError {
  return new DomainError({
    code: 'PERSISTED_QUERY_NOT_FOUND',
    reason: 'DOCUMENT_UNKNOWN',
    message: 'PersistedQueryNotFound',
    suggestedFix: 'Send the text together with its hash.',
  });
}

import type { ApiKeyRow } from '../../repositories/api-key/read.ts';

/** The caller of a request, authenticated once from its headers in `auth/`. */
export type Actor = Anonymous | Operator | System | OrganizationActor | ProjectActor | McpReader;

/** Sent no key. */
export type Anonymous = { readonly kind: 'anonymous' };

/** Runs this installation: manages organizations, and reads nothing in them. */
export type Operator = {
  readonly kind: 'operator';
  /** The organizations that it created, or issued a key for, in this request: their rows can be in the response. */
  readonly openedIds: Set<string>;
};

/** The process itself, for example when it bootstraps an empty database. */
export type System = { readonly kind: 'system' };

/** The secret that a request sent. */
type SentKey = {
  /** SHA-256 of the secret that was sent. */
  readonly sentHash: Buffer;
  /** SHA-256 of the current secret of the key, by which a statement can check by itself that the key is still valid. */
  readonly keyHash: Buffer;
  /** Whether the current secret was sent. Otherwise a former secret was, which is still accepted. */
  readonly isCurrent: boolean;
};

/** Authenticated by an organization key: manages all of its projects. */
export type OrganizationActor = SentKey & {
  readonly kind: 'organization';
  readonly organizationId: string;
  readonly apiKey: ApiKeyRow;
};

/** Authenticated by a project key: sees only that project. */
export type ProjectActor = SentKey & {
  readonly kind: 'project';
  readonly organizationId: string;
  readonly projectId: string;
  readonly apiKey: ApiKeyRow;
};

/** A caller without a key at an MCP server whose project requires none: reads that project, and changes nothing. */
export type McpReader = {
  readonly kind: 'mcp';
  readonly organizationId: string;
  readonly projectId: string;
};

/** An actor that was authenticated by a key. */
export type KeyHolder = OrganizationActor | ProjectActor;

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };
export const createOperator = (): Operator => ({ kind: 'operator', openedIds: new Set() });
export const SYSTEM: System = { kind: 'system' };

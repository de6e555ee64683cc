import type { ApiKeyRow } from '../../repositories/api-key/read.ts';

/** Who asks. Decided once a request from its headers, in `auth/`. */
export type Actor = Anonymous | Operator | System | OrganizationActor | ProjectActor | McpReader;

/** Sent no key. */
export type Anonymous = { readonly kind: 'anonymous' };

/** Runs this installation and may create organizations. */
export type Operator = { readonly kind: 'operator' };

/** The process itself, such as when it fills an empty database. */
export type System = { readonly kind: 'system' };

/** A key as it was sent. */
type Sent = {
  /** SHA-256 of the secret that was sent. */
  readonly sentHash: Buffer;
  /** SHA-256 of the present secret of the key, by which a statement can see for itself whether the key is still good. */
  readonly keyHash: Buffer;
  /** Whether that is the secret that was sent. Else a former one was, which still opens the key. */
  readonly isCurrent: boolean;
};

/** Holds a key of an organization: manages all of its projects. */
export type OrganizationActor = Sent & {
  readonly kind: 'organization';
  readonly organizationId: string;
  readonly apiKey: ApiKeyRow;
};

/** Holds a key of one project, and sees nothing else. */
export type ProjectActor = Sent & {
  readonly kind: 'project';
  readonly organizationId: string;
  readonly projectId: string;
  readonly apiKey: ApiKeyRow;
};

/** Came without a key to an MCP server whose project asks for none: reads that project, and changes nothing. */
export type McpReader = {
  readonly kind: 'mcp';
  readonly organizationId: string;
  readonly projectId: string;
};

/** An actor that acts by a key of its own: it ends with that key. */
export type KeyHolder = OrganizationActor | ProjectActor;

export const ANONYMOUS: Anonymous = { kind: 'anonymous' };
export const OPERATOR: Operator = { kind: 'operator' };
export const SYSTEM: System = { kind: 'system' };

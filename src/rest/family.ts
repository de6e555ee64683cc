import type { z } from 'zod';
import type { Actor } from '../domain/core/actor.ts';
import type { ErrorReason } from '../domain/core/error-reasons.ts';
import type { ErrorCode } from '../domain/core/errors.ts';
import type { Method, Route } from './route.ts';

/** Read access to the headers of a request. */
export type HeaderSource = { get(name: string): string | null };

/** An error of a request, as every family presents it. */
export type Failure = {
  /** The status by default. */
  readonly status: number;
  readonly code: ErrorCode | 'INTERNAL_SERVER_ERROR';
  /** Null: a bug of the server. */
  readonly reason: ErrorReason | null;
  /** Headers that HTTP requires for the status, such as `allow` and `retry-after`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly message: string;
  readonly field?: string | undefined;
  readonly suggestedFix?: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  /** Further errors of the same input. */
  readonly others: readonly { readonly field?: string | undefined; readonly message: string }[];
};

export type PresentedError = {
  readonly status: number;
  /** Headers besides those of the failure itself, such as `retry-after`. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: object;
};

/** An operation of the other product that this server does not have. */
export type UnservedRoute = { readonly method: Method; readonly path: string; readonly why: string };

/** The project that a request acts in. */
export type ActingProject = {
  /** The named project, as an id of this server. Null: none is named. */
  readonly id: string | null;
  /** Whether a request that names none acts in the default project of its organization. Otherwise PROJECT_REQUIRED, where one is needed. */
  readonly isDefaultOtherwise: boolean;
  /** Headers of the response that tell about it. */
  readonly headers?: Readonly<Record<string, string>>;
};

/** A REST API in the form of another product: its own paths, envelopes and credentials. */
export type Family = {
  readonly name: 'composio' | 'codespar';
  /** The first is that of the OpenAPI document; the others are the same API. */
  readonly prefixes: readonly [string, ...string[]];
  /** The keys that `Authorization: Bearer` accepts: those of projects, or of any kind. */
  readonly bearer: 'project' | 'any';
  readonly routes: readonly Route[];
  /** Routes that differ below a prefix, by the prefix. */
  readonly differing?: Readonly<Record<string, readonly Route[]>>;
  readonly unserved: readonly UnservedRoute[];
  /** The header that names the project of a request. Null: there is none. */
  readonly projectHeader: { readonly name: string; readonly description: string } | null;
  /** Decides which project a request acts in. Throws BAD_USER_INPUT for a malformed header. */
  readonly actingProject: (headers: HeaderSource, actor: Actor) => ActingProject;
  /** Describes the body of `presentError`. */
  readonly errorSchema: z.ZodObject;
  readonly presentError: (failure: Failure, requestId: string) => PresentedError;
};

import type { Authentication, HeaderSource } from '../../auth/authenticate.ts';
import type { ReportError } from '../../domain/core/app-context.ts';
import type { DocumentCache } from '../../graphql/document-cache.ts';
import type { FairScheduler } from '../fair-scheduler.ts';
import type { Cors } from '../request/cors.ts';
import type { ContextOptions } from '../request-context.ts';
import type { RequestState } from '../request-state.ts';
import type { OperationParams } from './params.ts';
import type { PersistedDocuments } from './persisted-documents.ts';

/** What all operations of a process share. */
export type OperationServices = ContextOptions & {
  readonly authentication: Authentication;
  readonly scheduler: FairScheduler;
  readonly documentCache: DocumentCache;
  readonly persistedDocuments: PersistedDocuments;
  readonly cors: Cors;
  readonly reportError: ReportError;
  /** Whether a request without a key is executed, for the fields that need none. */
  readonly allowsAnonymous: boolean;
  /** Whether responses have the headers of `debug-headers.ts`. */
  readonly debugHeaders: boolean;
};

/** A request to the GraphQL endpoint, independent of the server API that received it. */
export type OperationRequest = RequestState & {
  readonly method: 'GET' | 'POST';
  readonly headers: HeaderSource;
  /** Reads the parameters: from the body of a POST, from the URL of a GET. Throws an HttpError. */
  readonly readParams: () => Promise<OperationParams>;
};

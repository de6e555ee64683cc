import type { HeaderSource } from '../../auth/authenticate.ts';
import type { RequestState } from '../request-state.ts';
import type { OperationParams } from './params.ts';

/** A request to the GraphQL endpoint, independent of the server API that received it. */
export type OperationRequest = RequestState & {
  readonly method: 'GET' | 'POST';
  readonly headers: HeaderSource;
  /** Reads the parameters: from the body of a POST, from the URL of a GET. Throws an HttpError. */
  readonly readParams: () => Promise<OperationParams>;
};

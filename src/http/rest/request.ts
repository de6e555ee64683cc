import type { HeaderSource } from '../../auth/authenticate.ts';
import type { Method, Route } from '../../rest/route.ts';
import type { FoundPath } from '../../rest/router.ts';
import type { RequestState } from '../request-state.ts';

/** A request below the prefix of a REST API, independent of the server API that received it. */
export type RestRequest = RequestState & {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderSource;
  readonly found: FoundPath;
  /** Reads the text of the body. Throws an HttpError. */
  readonly readBody: () => Promise<string>;
};

/** A request that has a route. */
export type RoutedRequest = RestRequest & { readonly route: Route };

export type RestAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Empty: none. */
  readonly body: string;
};

export const isWrite = ({ method }: { readonly method: Method }): boolean => method !== 'GET';

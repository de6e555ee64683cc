import { useCallback, useEffect } from 'react';
import { type AnyVariables, type OperationContext, type TypedDocumentNode, useQuery } from 'urql';
import { type ApiError, readError } from '../lib/api-error.ts';
import { changes } from './changes.ts';

const POLL_MS = 15_000;

export type LiveQuery<Data> = {
  /** Undefined: not loaded yet, or failed. */
  readonly data: Data | undefined;
  readonly error: ApiError | null;
  readonly reload: () => void;
};

type Options<Data, Variables extends AnyVariables> = {
  readonly query: TypedDocumentNode<Data, Variables>;
  readonly variables: Variables;
  readonly isPaused?: boolean;
};

const NETWORK: Partial<OperationContext> = { requestPolicy: 'network-only' };

/** Reads from the API, and again after each change that this page makes, when it becomes visible, and every 15 seconds while it is. While
 *  other variables are loaded, the former data stays; pages of another project start again. */
export function useLiveQuery<Data, Variables extends AnyVariables>({
  query,
  variables,
  isPaused = false,
}: Options<Data, Variables>): LiveQuery<Data> {
  const [{ data, error }, execute] = useQuery({ query, variables, pause: isPaused });
  const reload = useCallback(() => execute(NETWORK), [execute]);
  useEffect(() => {
    if (isPaused) return;
    const reloadVisible = () => !document.hidden && reload();
    const timer = setInterval(reloadVisible, POLL_MS);
    document.addEventListener('visibilitychange', reloadVisible);
    const unsubscribe = changes.subscribe(reload);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', reloadVisible);
      unsubscribe();
    };
  }, [isPaused, reload]);
  return { data, error: error ? readError(error) : null, reload };
}

import { useContext, useRef, useState } from 'react';
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql';
import { type ApiError, readError } from '../lib/api-error.ts';
import { randomId } from '../lib/random.ts';
import { ActingProject } from './acting-project.ts';
import { reportChange } from './changes.ts';

export type Submission<Data, Variables> = {
  /** Sends the mutation. Null: it was rejected, or one is under way. The result is not kept: it may contain a secret. */
  readonly submit: (variables: Variables) => Promise<Data | null>;
  readonly isPending: boolean;
  /** Why the last one was rejected. */
  readonly error: ApiError | null;
  readonly clearError: () => void;
};

/** Sends a mutation, in a project where the page is one of a project. Each submission has one Idempotency-Key, however often it is sent;
 *  a second one is ignored while the first is under way. `onRejected` is for controls without a place for the error. */
export function useSubmit<Data, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  onRejected?: (error: ApiError) => void,
): Submission<Data, Variables> {
  const client = useClient();
  const projectId = useContext(ActingProject);
  const isRunning = useRef(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const submit = async (variables: Variables) => {
    if (isRunning.current) return null;
    isRunning.current = true;
    setPending(true);
    const headers = {
      'idempotency-key': randomId(),
      ...(projectId !== null && { 'x-project-id': projectId }),
    };
    const result = await client.mutation(mutation, variables, { fetchOptions: { headers } }).toPromise();
    isRunning.current = false;
    setPending(false);
    const rejection = result.error ? readError(result.error) : null;
    setError(rejection);
    if (rejection) {
      onRejected?.(rejection);
      return null;
    }
    reportChange();
    return result.data ?? null;
  };
  return { submit, isPending, error, clearError: () => setError(null) };
}

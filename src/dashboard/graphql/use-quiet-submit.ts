import { useEffect } from 'react';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import { toastError } from '../ui/toast.tsx';
import { type Submission, useSubmit } from './use-submit.ts';

/** Sends a mutation of a control without a form: an error is shown as a message of the page. */
export function useQuietSubmit<Data, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
): Pick<Submission<Data, Variables>, 'submit' | 'isPending'> {
  const { submit, isPending, error } = useSubmit(mutation);
  useEffect(() => {
    const problem = error?.problems[0];
    if (problem) toastError(problem.message, problem.suggestedFix ?? undefined);
  }, [error]);
  return { submit, isPending };
}

import type { AnyVariables, TypedDocumentNode } from 'urql';
import { toastRejection } from '../ui/toast.tsx';
import { type Submission, useSubmit } from './use-submit.ts';

/** Sends a mutation of a control without a form: an error is shown as a message of the page, also of one that follows. */
export function useQuietSubmit<Data, Variables extends AnyVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
): Pick<Submission<Data, Variables>, 'submit' | 'isPending'> {
  return useSubmit(mutation, toastRejection);
}

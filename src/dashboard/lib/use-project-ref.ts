import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type ProjectRef, readProjectRef } from './project-ref.ts';

/** Returns the arguments of the query `project` for the address, for pages of a project. */
export function useProjectRef(): ProjectRef {
  const segment = useParams({ strict: false, select: ({ projectId }) => projectId ?? '' });
  return useMemo(() => readProjectRef(segment), [segment]);
}

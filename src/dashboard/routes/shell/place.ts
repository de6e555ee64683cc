import { useParams, useRouterState } from '@tanstack/react-router';
import { SECTIONS, type Section } from '../sections.ts';

/** Returns the part of the address that names the project. Null: the page is not one of a project. */
export const useProjectSegment = (): string | null =>
  useParams({ strict: false, select: ({ projectId }) => projectId ?? null });

/** Returns the section of a project that the address shows, without ids of its objects. */
export const useSection = (): Section =>
  useRouterState({
    select: ({ location: { pathname } }) => {
      const shown = /\/projects\/[^/]+\/([^/]+)/.exec(pathname)?.[1];
      return SECTIONS.find(({ name }) => name === shown)?.name ?? 'api-keys';
    },
  });

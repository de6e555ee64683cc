import type { Actor } from '../../domain/core/actor.ts';
import { invalidValue } from '../../domain/core/errors.ts';
import { idPrefix } from '../../domain/core/request-context.ts';
import { pinnedProjectId } from '../../domain/core/tenancy.ts';
import type { ActingProject, Family, HeaderSource } from '../family.ts';
import { errorSchema, PROJECT_HEADER, presentError } from './failure.ts';
import { ownProjectId } from './ids.ts';
import { projectRoutes } from './project.ts';
import { sessionRoutes } from './session.ts';
import { unservedRoutes } from './unserved.ts';

/** Tells that the header named a project and was ignored, since the key has access to another one only. */
const IGNORED = { 'x-codespar-project-ignored': 'true' };

/** A key of a single project acts in it. For any other key: the project of the header, else the default project. */
function actingProject(headers: HeaderSource, actor: Actor): ActingProject {
  const sent = headers.get(PROJECT_HEADER) || null;
  const pinned = pinnedProjectId(actor);
  const named = sent === null ? null : ownProjectId(sent);
  if (pinned !== null) {
    const isIgnored = named !== null && named !== pinned;
    return { id: pinned, isDefaultOtherwise: true, headers: isIgnored ? IGNORED : {} };
  }
  if (named !== null && idPrefix(named) !== 'proj')
    throw invalidValue(PROJECT_HEADER, 'The project id is malformed.', 'Send prj_ and 16 characters.');
  return { id: named, isDefaultOtherwise: true };
}

export const codespar: Family = {
  name: 'codespar',
  prefixes: ['/v1'],
  bearer: 'any',
  routes: [...projectRoutes, ...sessionRoutes],
  unserved: unservedRoutes,
  projectHeader: {
    name: PROJECT_HEADER,
    description:
      'The project that the request acts in, `prj_…`. Absent: the default project. Ignored for a key of a single project.',
  },
  actingProject,
  errorSchema,
  presentError,
};

import { z } from 'zod';

/** The prefixes of project ids in this API and in the others of this server. */
const [PREFIX, OWN_PREFIX] = ['prj_', 'proj_'];

/** Returns the id of a project of this server. Accepts both prefixes, and returns any other text unchanged. */
export const ownProjectId = (id: string): string =>
  id.startsWith(PREFIX) ? OWN_PREFIX + id.slice(PREFIX.length) : id;

/** Returns the id of a project as this API shows it. */
export const shownProjectId = (id: string): string => PREFIX + id.slice(OWN_PREFIX.length);

export const projectIdParam = z
  .string()
  .transform(ownProjectId)
  .meta({ description: 'The id of a project, `prj_…`. `proj_…` is accepted too.' });

const PROJECT_ID = /^proj_[0-9A-Za-z]{16}$/;

/** The arguments of the query `project` for the part of an address that names a project: an id or a slug. */
export type ProjectRef = { readonly id: string } | { readonly slug: string };

export const readProjectRef = (segment: string): ProjectRef =>
  PROJECT_ID.test(segment) ? { id: segment } : { slug: segment };

/** Returns the part of an address for a project: its slug, unless that reads like an id. */
export const projectSegment = ({ id, slug }: { readonly id: string; readonly slug: string }) =>
  PROJECT_ID.test(slug) ? id : slug;

const metaOf = (name: string) =>
  document.querySelector<HTMLMetaElement>(`meta[name="bailiwick-${name}"]`)?.content ?? '';

/** The path of the dashboard, with the prefix of a proxy where there is one, such as `/dashboard`. */
export const basePath = metaOf('base');

/** The build of this page. */
export const build = metaOf('build');

const prefix = basePath.replace(/\/dashboard$/, '');

/** The paths of the API and of its page for queries. */
export const graphqlPath = `${prefix}/graphql`;

/** The address of the API for clients outside of this page. */
export const graphqlUrl = `${location.origin}${graphqlPath}`;

import createRouter, { type HTTPVersion, type Instance } from 'find-my-way';
import { families, routesOf } from './families.ts';
import type { Family, UnservedRoute } from './family.ts';
import type { Route } from './route.ts';

/** A path of a family with what its methods lead to. */
type Place = {
  /** With the prefix, such as `/api/v3.1/org/owner/project/{nano_id}`. */
  readonly template: string;
  readonly routes: Map<string, Route>;
  readonly unserved: Map<string, UnservedRoute>;
};

/** Where a path leads. `place` null: the family has no such path. */
export type FoundPath = {
  readonly family: Family;
  readonly place: Place | null;
  readonly params: Readonly<Record<string, string | undefined>>;
};

const NO_PARAMS = {};

/** Routes are found by path alone, so that a wrong method is distinguished from a wrong path. */
const METHOD = 'GET';

type PlaceRouter = {
  readonly family: Family;
  readonly prefix: string;
  readonly router: Instance<HTTPVersion.V1>;
};

const routers: readonly PlaceRouter[] = families.flatMap((family) =>
  family.prefixes.map((prefix) => ({ family, prefix: `${prefix}/`, router: routerOf(family, prefix) })),
);

function routerOf(family: Family, prefix: string): Instance<HTTPVersion.V1> {
  const router = createRouter({ maxParamLength: 500 });
  const places = new Map<string, Place>();
  const placeOf = (path: string): Place => {
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
    const key = path.replaceAll(/\{\w+\}/g, '{}');
    const known = places.get(key);
    if (known) return known;
    const place = { template: `${prefix}${path}`, routes: new Map(), unserved: new Map() };
    places.set(key, place);
    router.on(METHOD, pattern, () => {}, place);
    return place;
  };
  const { differing = {} } = family;
  for (const route of [...routesOf(family), ...(differing[prefix] ?? [])])
    placeOf(route.path).routes.set(route.method, route);
  for (const unserved of family.unserved) placeOf(unserved.path).unserved.set(unserved.method, unserved);
  return router;
}

/** Returns where a path without its query leads. Null: no family has its prefix. */
export function findPath(path: string): FoundPath | null {
  const found = routers.find(({ prefix }) => path.startsWith(prefix));
  if (!found) return null;
  const { family, prefix, router } = found;
  const match = router.find(METHOD, path.slice(prefix.length - 1));
  return { family, place: match?.store ?? null, params: match?.params ?? NO_PARAMS };
}

/** The methods of a place, as the header `allow` lists them. */
export const allowedMethods = ({ routes }: Place): string => [...routes.keys()].join(', ');

import { createLru } from '../lib/lru.ts';

/** Finds the tenant of what a request names by a key without a tenant. Remembers the routes of what was found, which grants
 *  nothing: `read` checks the row itself each time. */
export type Routes<Key, Route> = {
  /** Reads what a key leads to: one statement by a remembered route, otherwise another one for the route. Null: nothing. */
  follow<Found extends object>(
    key: Key,
    readRoute: () => Promise<Route | undefined>,
    read: (route: Route) => Promise<Found | null>,
  ): Promise<Found | null>;
};

const ROUTES_MAX = 20_000;

export function createRoutes<Key, Route extends object>(textOf: (key: Key) => string): Routes<Key, Route> {
  const routes = createLru<Route>(ROUTES_MAX);
  return {
    follow: async (key, readRoute, read) => {
      const text = textOf(key);
      const remembered = routes.get(text);
      const known = remembered && (await read(remembered));
      if (known) return known;
      routes.delete(text);
      const route = await readRoute();
      const found = route ? await read(route) : null;
      if (route && found) routes.set(text, route);
      return found;
    },
  };
}

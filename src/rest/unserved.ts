import type { UnservedRoute } from './family.ts';
import type { Method } from './route.ts';

/** Operations by the reason why they are not served, which completes the sentence of the error. */
export type UnservedOperations = Readonly<Record<string, readonly `${Method} /${string}`[]>>;

/** Returns the routes of operations that this server does not have. */
export const unservedRoutesOf = (unserved: UnservedOperations): readonly UnservedRoute[] =>
  Object.entries(unserved).flatMap(([why, operations]) =>
    operations.map((operation) => {
      const [method, path] = operation.split(' ') as [Method, string];
      return { method, path, why };
    }),
  );

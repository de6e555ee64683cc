import { codespar } from './codespar/family.ts';
import { composio } from './composio/family.ts';
import type { Family } from './family.ts';
import { documentRoute } from './openapi/route.ts';
import type { Route } from './route.ts';

export const families: readonly Family[] = [composio, codespar];

/** Returns every route of a family. */
export const routesOf = ({ routes }: Family): readonly Route[] => [...routes, documentRoute];

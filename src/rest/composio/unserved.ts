import type { UnservedRoute } from '../family.ts';

export const unservedRoutes: readonly UnservedRoute[] = [];

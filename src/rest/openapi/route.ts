import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../lib/package-root.ts';
import { defineRoute } from '../route.ts';

const file = join(packageRoot(import.meta.dirname), 'schema/openapi.json');

/** Read at the first request. */
let document: Promise<Record<string, unknown>> | undefined;

/** The document of every REST API, which the package carries. Each family has the route. */
export const documentRoute = defineRoute({
  method: 'GET',
  path: '/openapi.json',
  operationId: 'getOpenApiDocument',
  tag: 'OpenAPI',
  summary: 'Get this document',
  description: 'Returns the OpenAPI document. Needs no key with `INTROSPECTION=public`.',
  auth: ['ORGANIZATION', 'PROJECT'],
  scope: null,
  twin: null,
  describesApi: true,
  answer: z.looseObject({ openapi: z.string() }),
  run: async () => {
    document ??= readFile(file, 'utf8').then((text) => JSON.parse(text));
    const { openapi, ...parts } = await document;
    return { ...parts, openapi: String(openapi) };
  },
});

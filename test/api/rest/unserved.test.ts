import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { composio } from '../../../src/rest/composio/family.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { sendRest } from '../../support/http/rest.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

const PREFIX = '/api/v3.1';

/** Every operation of the vendor's client, such as `GET /tools`. */
function operationsOfClient(): readonly string[] {
  const folder = dirname(fileURLToPath(import.meta.resolve('@composio/client')));
  const file = readdirSync(folder).find((name) => name.startsWith('generated-operations-')) ?? '';
  const text = readFileSync(join(folder, file), 'utf8');
  return [...text.matchAll(/method: "(\w+)",\s*path: "([^"]+)"/g)].map(
    ([, method = '', path = '']) => `${method.toUpperCase()} ${path.slice(PREFIX.length)}`,
  );
}

const nameOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;

test("each of the 104 operations of the vendor's client is served, or has a reason why not", () => {
  const operations = operationsOfClient();
  expect(operations).toHaveLength(104);
  const served = composio.routes.map(nameOf);
  const unserved = composio.unserved.map(nameOf);
  expect(unserved.filter((name) => served.includes(name))).toEqual([]);
  expect(operations.filter((name) => !served.includes(name) && !unserved.includes(name))).toEqual([]);
  expect(unserved.filter((name) => !operations.includes(name))).toEqual([]);
  const own = served.filter((name) => !operations.includes(name));
  expect(own).toEqual(['GET /org/projects', 'GET /org/project/config', 'PATCH /org/project/config']);
});

test('an operation that is not served is 404 with its reason, whatever the key', async () => {
  const { organization, project } = await makeWorld(server);
  for (const { method, path, why } of composio.unserved) {
    const target = `${method} ${PREFIX}${path.replaceAll(/\{\w+\}/g, 'some-id')}` as const;
    for (const headers of [organization.credentials, project.credentials, {}]) {
      const { status, body } = await sendRest(server, target, headers);
      expect([status, body.error?.slug], target).toEqual([404, 'NOT_SERVED_HERE']);
      expect(body.message).toContain(why);
    }
  }
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operator } from '../../support/client.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { hostileRequests } from '../../support/http/hostile-requests.ts';
import { JSON_TYPE, request } from '../../support/http/request.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

// `npm run test:faults` sends 10,000. A failure tells its seed and path: give them to fc.assert to see it again.
test('fuzzed requests get equal responses over both transports, with a status below 500 and a code', async () => {
  const { organization, project } = await makeWorld(server);
  const ids = [organization.id, project.id];
  const credentials = [organization.credentials, project.credentials, operator];
  const property = fc.asyncProperty(
    hostileRequests({ ids, credentials }),
    async ({ body, credentials: key }) => {
      const init = { method: 'POST', headers: { ...JSON_TYPE, ...key }, body };
      const { status, text, errors } = await request(server, '/graphql', init);
      expect(status, text).toBeLessThan(500);
      for (const { extensions } of errors) expect(extensions.code).toMatch(/^[A-Z_]+$/);
      expect(text).not.toContain('INTERNAL_SERVER_ERROR');
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

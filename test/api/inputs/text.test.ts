import { describe, expect, test } from 'vitest';
import { auditCases } from '../../support/audit-cases/audit-cases.ts';
import { refusalOf } from '../../support/client.ts';
import { makeMcpServer } from '../../support/fixtures/mcp-server.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeWorld } from '../../support/fixtures.ts';
import { postToolCall } from '../../support/http/mcp-client.ts';
import { UpsertTrigger } from '../../support/operations/trigger.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const broken = { NUL: '\0', 'halves of a pair, turned round': '\udc00\ud800' };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Copies of a value, each with the text at one place: in a string, or as a further name of an object. */
function* variantsOf(value: unknown, text: string): Generator<unknown> {
  if (typeof value === 'string') yield `${value}${text}`;
  if (Array.isArray(value))
    for (const [index, part] of value.entries())
      for (const variant of variantsOf(part, text)) yield value.with(index, variant);
  if (!isObject(value)) return;
  yield { ...value, [`n${text}`]: 1 };
  for (const [name, part] of Object.entries(value))
    for (const variant of variantsOf(part, text)) yield { ...value, [name]: variant };
}

const codesOfRefusals = ['BAD_USER_INPUT', 'NOT_FOUND', 'CONFLICT'];

describe.each(Object.entries(broken))('text with %s', (_what, text) => {
  test.each(Object.entries(auditCases))(
    'causes no internal error in any variable of %s',
    async (_name, { prepare }) => {
      const { variables, attemptWith } = await prepare(server, await makeWorld(server));
      for (const variant of variantsOf(variables, text)) {
        const { status, errors, text: body } = await attemptWith(() => variant);
        expect(status, body).toBeLessThan(500);
        for (const { extensions } of errors) expect(codesOfRefusals, body).toContain(extensions.code);
      }
    },
  );

  test('is rejected in the keys of a config, at any depth', async () => {
    const { project } = await makeWorld(server);
    const { slug, connectedAccount } = await makeTrigger(server, project);
    const named = { slug, connectedAccountId: connectedAccount.id };
    for (const config of [{ [text]: 1 }, { a: [{ [`b${text}`]: 1 }] }, { a: { [`c${text}`]: { d: 1 } } }]) {
      const input = { ...named, config };
      const { extensions } = await refusalOf(server, UpsertTrigger, { input }, project.credentials);
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE', field: 'config' });
    }
  });

  test.each([
    ['create_session', { userId: 'jane', toolkitSlugs: ['github'] }],
    ['close_session', { id: 'ses_0000000000000000' }],
    ['set_trigger_enabled', { id: 'ti_0000000000000000', enabled: true }],
    ['update_project_config', { displayName: 'Acme', logoUrl: 'https://example.com/a.png' }],
    [
      'list_triggers',
      { slugs: ['a'], connectedAccountIds: ['ca_0000000000000000'], userIds: ['a'], after: 'x' },
    ],
    ['get_tool_call_logs', { toolSlugs: ['a'], sessionId: 'x', from: '2026-06-01T12:00:00Z' }],
  ])('causes no internal error in any argument of the tool %s', async (tool, given) => {
    const { project } = await makeWorld(server);
    const { id } = await makeMcpServer(server, project);
    for (const variant of variantsOf(given, text)) {
      const args = isObject(variant) ? variant : {};
      const { isError, found } = await postToolCall(server, id, tool, project.credentials, args);
      if (isError)
        expect(found).toMatchObject({ code: expect.stringMatching(/^(BAD_USER_INPUT|NOT_FOUND)$/) });
    }
  });
});

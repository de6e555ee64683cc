import { expect, test } from 'vitest';
import { verify } from '../../support/fixtures/audit-log/chain.ts';
import { readLog } from '../../support/fixtures/audit-log/entries.ts';
import { exportLines } from '../../support/fixtures/audit-log/export.ts';
import { makeOrganization } from '../../support/fixtures.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

test.each([
  ['KEY_PINNED', 'KEY_RESTRICTED_TO_PROJECTS'],
  ['KEY_TOO_WIDE', 'KEY_EXCEEDS_OWN_PERMISSIONS'],
])(
  'an entry of an earlier release with %s is read as %s, and exported and verified as stored',
  async (stored, present) => {
    const organization = await makeOrganization(server);
    await server.database.query(`
    INSERT INTO audit_entry (organization_id, id, target_id, action, actor_kind, changes, created_at, result, denied_reason)
    VALUES ('${organization.id}', 'aud_' || left(md5('${organization.id}'), 16), '${organization.id}', 'API_KEY_CREATED',
      'organization', '{}', now() + interval '1 second', 'DENIED', '${stored}')`);
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 2 });
    const { nodes } = await readLog(server, organization, { filter: { result: 'DENIED' } });
    expect(nodes).toMatchObject([{ deniedReason: present }]);
    const lines = await exportLines(server, organization.credentials);
    expect(lines.map(({ deniedReason }) => deniedReason)).toEqual([null, stored]);
  },
);

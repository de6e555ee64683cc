import { describe, expect, test } from 'vitest';
import { post, refusalOf, send } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { cutOff, sealsOf, tamper, verify } from '../../support/fixtures/audit-log/chain.ts';
import { fillLog } from '../../support/fixtures/audit-log/entries.ts';
import { askForExport, exportLines } from '../../support/fixtures/audit-log/export.ts';
import { makeOrganization, makeProject, type OrganizationWorld } from '../../support/fixtures.ts';
import { faultOf } from '../../support/http/request.ts';
import { VerifyAuditLog } from '../../support/operations/audit-log.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ ownDatabase: true, transport: 'network' });
const limited = useServer({
  ownDatabase: true,
  transport: 'network',
  env: { RATE_LIMIT_PER_MINUTE: '1000' },
});

/** A log of so many sealed entries, and the hash at each place. */
async function sealedLog(count: number, on = server) {
  const organization = await makeOrganization(on);
  const projectIds = [organization.defaultProjectId];
  await fillLog(on, organization, { count: count - 1, projectIds, from: '2026-01-01T00:00:00Z' });
  await verify(on, organization);
  const seals = await sealsOf(on, organization);
  return { organization, hashAt: (place: number) => seals[place - 1]?.hash ?? '' };
}

describe('verifyAuditLog with externally stored checkpoints', () => {
  test('detects truncated entries whose seals and chain head were removed too', async () => {
    const { organization, hashAt } = await sealedLog(8);
    const head = { sequence: 8, hash: hashAt(8) };
    expect(await verify(server, organization, { expected: head })).toMatchObject({
      isIntact: true,
      entryCount: 8,
    });
    await cutOff(server, organization, 5);
    expect(await verify(server, organization)).toMatchObject({ isIntact: true, entryCount: 5 });
    const beyond = { kind: 'BEYOND_HEAD', sequence: 6, entryId: null };
    for (const input of [{ expected: head }, { from: 8, to: 8 }, { to: 8 }, { from: 9, expected: head }])
      expect(await verify(server, organization, input), JSON.stringify(input)).toMatchObject({
        isIntact: false,
        head: { sequence: 5, hash: hashAt(5) },
        firstViolation: beyond,
      });
  });

  test('reports a checkpoint that never existed', async () => {
    const { organization } = await sealedLog(3);
    expect(await verify(server, organization, { from: 1_000_000 })).toMatchObject({
      isIntact: false,
      entryCount: 0,
      firstViolation: { kind: 'BEYOND_HEAD', sequence: 4, entryId: null },
    });
    const empty = await verify(server, organization, { from: 3, to: 4 });
    expect(empty).toMatchObject({ isIntact: false, entryCount: 1, firstViolation: { kind: 'BEYOND_HEAD' } });
  });

  test('reports a rewritten chain, whatever range is verified', async () => {
    const { organization, hashAt } = await sealedLog(4);
    const other = 'ab'.repeat(32);
    for (const input of [{}, { from: 4 }, { from: 1, to: 1 }]) {
      const found = await verify(server, organization, { ...input, expected: { sequence: 3, hash: other } });
      expect(found.firstViolation).toEqual({ kind: 'REPLACED', sequence: 3, entryId: null });
      const right = { sequence: 3, hash: hashAt(3).toUpperCase() };
      expect(await verify(server, organization, { ...input, expected: right })).toMatchObject({
        isIntact: true,
      });
    }
  });

  test('continues from an earlier verification and reads only newer entries', async () => {
    const { organization, hashAt } = await sealedLog(6);
    const expected = { sequence: 6, hash: hashAt(6) };
    const next = { from: 7, expected };
    expect(await verify(server, organization, next)).toMatchObject({ isIntact: true, entryCount: 0 });
    await makeProject(server, organization);
    expect(await verify(server, organization, next)).toMatchObject({ isIntact: true, entryCount: 1 });
    expect(
      await verify(server, organization, { from: 5, expected: { sequence: 4, hash: hashAt(4) } }),
    ).toMatchObject({
      isIntact: true,
      entryCount: 3,
    });
  });

  test('reports checkpoints that retention removed, for an empty log too', async () => {
    const { organization, hashAt } = await sealedLog(5);
    await tamper(
      server.database,
      `UPDATE audit_chain SET anchor_sequence = 2, anchor_hash = decode('${hashAt(2)}', 'hex')
       WHERE organization_id = '${organization.id}'`,
    );
    expect(await verify(server, organization, { from: 1, to: 2 })).toMatchObject({
      isIntact: false,
      entryCount: 0,
      firstViolation: { kind: 'PRUNED', sequence: 2 },
    });
    const atAnchor = { expected: { sequence: 2, hash: hashAt(2) } };
    expect(await verify(server, organization, atAnchor)).toMatchObject({ isIntact: true, entryCount: 3 });
    const replaced = { expected: { sequence: 2, hash: hashAt(3) } };
    expect((await verify(server, organization, replaced)).firstViolation?.kind).toBe('REPLACED');
  });

  test('rejects an invalid position or hash', async () => {
    const { organization, hashAt } = await sealedLog(1);
    for (const expected of [
      { sequence: 0, hash: hashAt(1) },
      { sequence: 1, hash: 'ab' },
    ]) {
      const { extensions } = await refusalOf(
        server,
        VerifyAuditLog,
        { input: { expected } },
        organization.credentials,
      );
      expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_VALUE' });
    }
  });
});

test('an export that resumes after a truncated entry is rejected', async () => {
  const { organization } = await sealedLog(8);
  const lines = await exportLines(server, organization.credentials);
  const cursor = String(lines.at(-1)?.cursor);
  expect(await exportLines(server, organization.credentials, { cursor })).toEqual([]);
  await cutOff(server, organization, 5);
  const response = await askForExport(server, organization.credentials, { cursor });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('INVALID_CURSOR');
});

const aliases = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: verifyAuditLog { isIntact entryCount }`).join(' ')} }`;

const ask = (on: typeof server, { credentials }: OrganizationWorld, query: string) =>
  post<Record<string, unknown>>(on, JSON.stringify({ query }), credentials);

describe('verifyAuditLog costs', () => {
  test('the points of one verification, however many aliases select it', async () => {
    const { organization } = await sealedLog(900);
    const one = await statementsOf(() => ask(server, organization, aliases(1)));
    const many = await statementsOf(async () => {
      const { data } = await ask(server, organization, aliases(19));
      expect(new Set(Object.values(data ?? {}).map((found) => JSON.stringify(found)))).toEqual(
        new Set(['{"isIntact":true,"entryCount":900}']),
      );
    });
    expect(many.length).toBe(one.length);
  });

  test('points for the entries that it reads', async () => {
    const { organization, hashAt } = await sealedLog(3_500, limited);
    const remaining = async (input: object) => {
      const { headers } = await send(limited, VerifyAuditLog, { input }, organization.credentials);
      return Number(/r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    };
    const before = await remaining({ to: 1 });
    const whole = await remaining({});
    const rest = await remaining({ from: 3_001, expected: { sequence: 3_000, hash: hashAt(3_000) } });
    expect([before - whole, whole - rest]).toEqual([15, 12]);
  });

  test('RATE_LIMITED where the remaining points do not suffice, before anything is read', async () => {
    const { organization } = await sealedLog(2_000, limited);
    const query = aliases(19);
    // 191 points for each document, and 2 for what it reads.
    for (let asked = 0; asked < 5; asked += 1)
      expect((await ask(limited, organization, query)).errors).toEqual([]);
    const answer = await ask(limited, organization, query);
    expect(answer.status).toBe(429);
    expect(faultOf(answer).extensions.reason).toBe('RATE_LIMIT_EXCEEDED');
  });
});

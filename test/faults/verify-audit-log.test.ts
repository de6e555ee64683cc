import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { verifyChain, WHOLE_CHAIN } from '../../src/domain/audit-log/chain/verify.ts';
import { ENCRYPTION_KEY } from '../support/encryption-key.ts';
import { cutOff, openScope, tamper } from '../support/fixtures/audit-log/chain.ts';
import { useScripts } from '../support/process/scripts.ts';
import { IN_ORDER, REFUSED } from '../support/process/server-process.ts';

const TEST_MAX_MS = 60_000;
const SOON_MS = 15_000;

const scripts = useScripts();

const launch = (command: Parameters<typeof scripts.launch>[0]) =>
  scripts.launch(command, { ENCRYPTION_KEY, PORT: '0' });

const bundled = (name: string, ...options: readonly string[]) =>
  launch([process.execPath, join(inject('bundle'), `${name}.js`), ...options]);

/** Entries behind the server's back, which nobody has sealed. */
const fill = (organizationId: string, count: number) =>
  scripts.database.query(`
    INSERT INTO audit_entry (organization_id, id, target_id, action, actor_kind, changes, created_at)
    SELECT '${organizationId}', 'aud_' || left(md5('${organizationId}' || n), 16), '${organizationId}',
      'ORGANIZATION_CREATED', 'system', '{}', now() FROM generate_series(1, ${count}) n`);

const sealCount = async () =>
  (await scripts.database.query<{ count: number }>('SELECT count(*)::int AS count FROM audit_seal'))[0]
    ?.count;

test(
  'verify-audit-log prints for each organization whether its log is intact, and exits with 1 if one is not',
  async () => {
    const [one, other] = ['org_1111111111111111', 'org_2222222222222222'];
    for (const id of [one, other]) {
      await scripts.database.query(`INSERT INTO organization VALUES ('${id}', 'x', now(), now())`);
      await fill(id, 3);
    }
    const first = launch(['npm', 'run', '--silent', 'verify-audit-log']);
    expect(await first.exited).toEqual(IN_ORDER);
    expect(first.printed).toMatch(
      /^org_1{16}: 3 entries, head 3 [0-9a-f]{64}\norg_2{16}: 3 entries, head 3 [0-9a-f]{64}\nThe audit log matches its seals\.\n$/,
    );

    await tamper(
      scripts.database,
      `UPDATE audit_entry SET action = 'PROJECT_DELETED' WHERE id = (
        SELECT entry_id FROM audit_seal WHERE organization_id = '${other}' AND sequence = 2)`,
    );
    const second = bundled('verify-audit-log');
    expect(await second.exited).toEqual(REFUSED);
    expect(second.printed).toMatch(
      /^org_1{16}: 3 entries, .*\norg_2{16}: BROKEN at 2, entry aud_\w+: ALTERED\n$/,
    );
    expect(second.explanation).toBe('Audit log verification failed.\n');

    const only = bundled('verify-audit-log', '--organization', one);
    expect(await only.exited).toEqual(IN_ORDER);
    expect(only.printed).not.toContain(other);
    const wrong = bundled('verify-audit-log', '--organisation', one);
    expect(await wrong.exited).toEqual(REFUSED);
    expect(wrong.explanation).toMatch(/^Usage: /);
  },
  TEST_MAX_MS,
);

test(
  'verify-audit-log detects truncated entries with an externally stored checkpoint',
  async () => {
    const id = 'org_4444444444444444';
    await scripts.database.query(`INSERT INTO organization VALUES ('${id}', 'x', now(), now())`);
    await fill(id, 8);
    const verify = async (...options: readonly string[]) => {
      const command = bundled('verify-audit-log', '--organization', id, ...options);
      return { exited: await command.exited, printed: command.printed, explanation: command.explanation };
    };
    const whole = await verify();
    const hash = /head 8 ([0-9a-f]{64})/.exec(whole.printed)?.[1] ?? '';
    expect((await verify('--expect', `8:${hash}`)).exited).toEqual(IN_ORDER);
    expect((await verify('--from', '9', '--expect', `8:${hash}`)).printed).toContain(': 0 entries, head 8');
    await cutOff(scripts, { id }, 5);
    expect((await verify()).exited).toEqual(IN_ORDER);
    for (const options of [
      ['--expect', `8:${hash}`],
      ['--from', '8', '--to', '8'],
    ]) {
      const found = await verify(...options);
      expect(found.exited).toEqual(REFUSED);
      expect(found.printed).toBe(`${id}: BROKEN at 6, entry unknown: BEYOND_HEAD\n`);
    }
    for (const options of [
      ['--expect', '8:abc'],
      ['--from', '0'],
    ]) {
      const refused = await verify(...options);
      expect(refused.exited).toEqual(REFUSED);
      expect(refused.explanation).toMatch(/^Usage: /);
    }
  },
  TEST_MAX_MS,
);

test(
  'a worker that is killed while sealing leaves a chain that the next one continues',
  async () => {
    const id = 'org_3333333333333333';
    await fill(id, 6_000);
    const killed = bundled('main-worker');
    await expect.poll(sealCount, { timeout: SOON_MS, interval: 20 }).toBeGreaterThan(0);
    killed.kill('SIGKILL');
    expect(await killed.exited).toEqual({ code: null, signal: 'SIGKILL' });
    expect(await sealCount()).toBeLessThan(6_000);
    bundled('main-worker');
    await expect.poll(sealCount, { timeout: SOON_MS }).toBe(6_000);
    const { scope: context, close } = await openScope(scripts.database);
    const { entryCount, firstViolation } = await verifyChain(context.db, id, WHOLE_CHAIN).finally(close);
    expect({ entryCount, firstViolation }).toEqual({ entryCount: 6_000, firstViolation: null });
  },
  TEST_MAX_MS,
);

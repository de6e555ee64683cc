import { describe, expect, test } from 'vitest';
import { refusalOf, run, send } from '../../support/client.ts';
import { rowsOf } from '../../support/database/tables.ts';
import { makeTrigger } from '../../support/fixtures/trigger.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import {
  DeleteConnectedAccount,
  RevokeConnectedAccount,
} from '../../support/operations/connected-account.ts';
import { DeleteProject } from '../../support/operations/project.ts';
import {
  DeleteTrigger,
  GetTrigger,
  ListTriggers,
  SetTriggerEnabled,
  UpsertTrigger,
} from '../../support/operations/trigger.ts';
import { useServer } from '../../support/server.ts';

let instant = new Date('2026-06-01T12:00:00Z');
const server = useServer({ overrides: { clock: { now: () => instant } } });

const passTime = () => {
  instant = new Date(instant.getTime() + 60_000);
  return instant.toISOString();
};

const setEnabled = async ({ credentials }: ProjectWorld, id: string, enabled: boolean) =>
  (await run(server, SetTriggerEnabled, { input: { id, enabled } }, credentials)).setTriggerEnabled.trigger;

const read = async ({ credentials }: ProjectWorld, id: string) =>
  (await run(server, GetTrigger, { id }, credentials)).project.trigger;

const idsIn = async ({ credentials }: ProjectWorld) =>
  (await run(server, ListTriggers, {}, credentials)).project.triggers.nodes.map(({ id }) => id);

describe('trigger mutations', () => {
  test('setTriggerEnabled disables and enables a trigger, and records nothing for an equal value', async () => {
    const { organization, project } = await makeWorld(server);
    const trigger = await makeTrigger(server, project);
    for (const enabled of [false, true]) {
      const updatedAt = passTime();
      const expected = { ...trigger, enabled, updatedAt };
      expect(await setEnabled(project, trigger.id, enabled)).toEqual(expected);
      const before = await rowsOf(server, organization.id);
      passTime();
      expect(await setEnabled(project, trigger.id, enabled)).toEqual(expected);
      expect(await rowsOf(server, organization.id)).toEqual(before);
      expect(await read(project, trigger.id)).toEqual(expected);
    }
  });

  test('deleteTrigger deletes a trigger and releases its slug', async () => {
    const { project } = await makeWorld(server);
    const { id, slug, connectedAccount } = await makeTrigger(server, project);
    const { id: other } = await makeTrigger(server, project);
    const { deleteTrigger } = await run(server, DeleteTrigger, { input: { id } }, project.credentials);
    expect(deleteTrigger).toEqual({
      deletedTriggerId: id,
      project: { id: project.id, triggers: { nodes: [{ id: other }] } },
    });
    expect(await read(project, id)).toBeNull();
    const again = await makeTrigger(server, project, { slug, connectedAccountId: connectedAccount.id });
    expect(again.id).not.toBe(id);
  });

  test('a trigger is deleted with its account and with its project', async () => {
    const { organization, project } = await makeWorld(server);
    const { connectedAccount } = await makeTrigger(server, project);
    const { id: spared } = await makeTrigger(server, project);
    const input = { id: connectedAccount.id };
    await run(server, DeleteConnectedAccount, { input }, project.credentials);
    expect(await idsIn(project)).toEqual([spared]);
    await run(
      server,
      DeleteProject,
      { input: { id: project.id, permanently: true } },
      organization.credentials,
    );
    const left = (await rowsOf(server, organization.id)).map(({ table }) => table);
    expect(left).not.toContain('trigger');
  });

  test('setTriggerEnabled disables, and does not enable, a trigger of a revoked account', async () => {
    const { organization, project } = await makeWorld(server);
    const { id, connectedAccount } = await makeTrigger(server, project);
    const input = { id: connectedAccount.id };
    await run(server, RevokeConnectedAccount, { input }, project.credentials);
    expect(await setEnabled(project, id, true)).toMatchObject({ enabled: true });
    expect(await setEnabled(project, id, false)).toMatchObject({ enabled: false });
    const before = await rowsOf(server, organization.id);
    const variables = { input: { id, enabled: true } };
    const { extensions } = await refusalOf(server, SetTriggerEnabled, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'ACCOUNT_NOT_ACTIVE' });
    expect(await rowsOf(server, organization.id)).toEqual(before);
  });
});

const times = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('concurrent writes of triggers', () => {
  test('of ten upsertTrigger calls one creates the trigger and the others update it', async () => {
    const { organization, project } = await makeWorld(server);
    const { connectedAccount } = await makeTrigger(server, project);
    const upserts = times(10).map(async (index) => {
      const input = { slug: 'wanted', connectedAccountId: connectedAccount.id, config: { index } };
      return (await run(server, UpsertTrigger, { input }, project.credentials)).upsertTrigger;
    });
    const answers = await Promise.all(upserts);
    expect(answers.filter(({ wasCreated }) => wasCreated)).toHaveLength(1);
    expect(new Set(answers.map(({ trigger }) => trigger.id)).size).toBe(1);
    const recorded = (await rowsOf(server, organization.id)).filter(
      ({ row }) => row.target_id === answers[0]?.trigger.id,
    );
    expect(recorded).toHaveLength(10);
  });

  test('upserts and the deletion of their account are serialized', async () => {
    const { project } = await makeWorld(server);
    for (const _round of times(5)) {
      const { id, connectedAccount } = await makeTrigger(server, project, { enabled: false });
      const { credentials } = project;
      const input = { slug: 'another', connectedAccountId: connectedAccount.id };
      const [deletion, ...others] = await Promise.all([
        send(server, DeleteConnectedAccount, { input: { id: connectedAccount.id } }, credentials),
        send(server, SetTriggerEnabled, { input: { id, enabled: true } }, credentials),
        send(server, UpsertTrigger, { input }, credentials),
        send(server, DeleteTrigger, { input: { id } }, credentials),
      ]);
      expect(deletion.errors).toEqual([]);
      for (const { errors } of others) expect([undefined, 'NOT_FOUND']).toContain(errors[0]?.extensions.code);
      expect(await idsIn(project)).toEqual([]);
    }
  });
});

describe('trigger mutations isolate tenants', () => {
  test('a foreign trigger and an unknown one get the same error from every mutation', async () => {
    const { organization, project } = await makeWorld(server);
    const sibling = await makeProject(server, organization);
    const { project: foreign } = await makeWorld(server);
    const beside = await makeTrigger(server, sibling);
    const others = [beside.id, (await makeTrigger(server, foreign)).id, 'ti_0000000000000000', 'a\u0000'];
    const answers = [];
    for (const id of others) {
      for (const { errors } of [
        await send(server, SetTriggerEnabled, { input: { id, enabled: true } }, project.credentials),
        await send(server, SetTriggerEnabled, { input: { id, enabled: false } }, project.credentials),
        await send(server, DeleteTrigger, { input: { id } }, project.credentials),
      ]) {
        const [error] = errors;
        answers.push({ message: error?.message, ...error?.extensions, requestId: null });
      }
    }
    expect(answers[0]).toMatchObject({ code: 'NOT_FOUND', reason: 'TRIGGER_NOT_FOUND' });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await read(sibling, beside.id)).toEqual(beside);
  });
});

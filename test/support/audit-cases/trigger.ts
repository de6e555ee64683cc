import { makeConnectedAccount } from '../fixtures/connected-account.ts';
import { makeTrigger } from '../fixtures/trigger.ts';
import { DeleteTrigger, SetTriggerEnabled, UpsertTrigger } from '../operations/trigger.ts';
import { type AuditCase, auditCase, inProject } from './audit-case.ts';

/** The mutations of triggers, as somebody may do them. */
export const triggerAuditCases: Readonly<Record<string, AuditCase>> = {
  'upsertTrigger that creates': auditCase(
    'project',
    UpsertTrigger,
    async ({ project }, server) => {
      const { id, userId } = await makeConnectedAccount(server, project);
      const config = { repository: 'recorded-by-name-only' };
      return { input: { slug: 'github_commit', connectedAccountId: id, userId, config } };
    },
    ({ upsertTrigger: { trigger } }, world, { input: { slug, connectedAccountId, userId } }) =>
      inProject('TRIGGER_CREATED', world, trigger.id, {
        slug,
        connectedAccountId,
        userId,
        enabled: true,
        configNames: ['repository'],
      }),
  ),
  'upsertTrigger that changes': auditCase(
    'project',
    UpsertTrigger,
    async ({ project }, server) => {
      const config = { repository: 'same', branch: 'before', path: 'before' };
      const { id, slug, connectedAccount } = await makeTrigger(server, project, { config });
      const changed = { repository: 'same', branch: 'recorded-by-name-only' };
      return {
        input: { slug, connectedAccountId: connectedAccount.id, config: changed, enabled: false },
        id,
      };
    },
    (_data, world, { id }) =>
      inProject('TRIGGER_UPDATED', world, id, {
        enabled: { before: true, after: false },
        config: {
          before: ['repository', 'branch', 'path'],
          after: ['repository', 'branch'],
          set: ['branch'],
          removed: ['path'],
        },
      }),
  ),
  setTriggerEnabled: auditCase(
    'project',
    SetTriggerEnabled,
    async ({ project }, server) => {
      const { id } = await makeTrigger(server, project, { enabled: false });
      return { input: { id, enabled: true } };
    },
    (_data, world, { input: { id } }) =>
      inProject('TRIGGER_UPDATED', world, id, { enabled: { before: false, after: true } }),
  ),
  deleteTrigger: auditCase(
    'project',
    DeleteTrigger,
    async ({ project }, server) => {
      const { id, slug, connectedAccount, userId } = await makeTrigger(server, project);
      return { input: { id }, expected: { slug, connectedAccountId: connectedAccount.id, userId } };
    },
    (_data, world, { input: { id }, expected }) => inProject('TRIGGER_DELETED', world, id, expected),
  ),
};

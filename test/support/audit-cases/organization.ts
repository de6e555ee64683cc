import { nameOfOrganization, suspend } from '../fixtures/organization.ts';
import { freshName, type World } from '../fixtures.ts';
import {
  DeleteOrganization,
  ResumeOrganization,
  SuspendOrganization,
  UpdateOrganization,
} from '../operations/organization.ts';
import type { TestServer } from '../server.ts';
import { type AuditCase, auditCase, type ExpectedEntry } from './audit-case.ts';

const ofOrganization = (action: string, { organization }: World, changes: object): ExpectedEntry => ({
  action,
  organization_id: organization.id,
  project_id: null,
  target_id: organization.id,
  changes,
});

const renaming = (actor: 'operator' | 'organization') =>
  auditCase(
    actor,
    UpdateOrganization,
    async ({ organization }: World, server: TestServer) => {
      const before = await nameOfOrganization(server, organization);
      return { input: { id: organization.id, name: `${before} ${freshName('renamed')}` } };
    },
    (_data, world, { input: { name } }) =>
      ofOrganization('ORGANIZATION_UPDATED', world, {
        name: { before: name.replace(/ renamed-\d+$/, ''), after: name },
      }),
  );

/** The mutations that manage organizations. */
export const organizationAuditCases: Readonly<Record<string, AuditCase>> = {
  updateOrganization: renaming('organization'),
  'updateOrganization by the operator': renaming('operator'),
  suspendOrganization: auditCase(
    'operator',
    SuspendOrganization,
    ({ organization }) => ({ input: { id: organization.id, reason: 'Unpaid' } }),
    (_data, world) =>
      ofOrganization('ORGANIZATION_SUSPENDED', world, {
        suspensionReason: { before: null, after: 'Unpaid' },
      }),
  ),
  resumeOrganization: auditCase(
    'operator',
    ResumeOrganization,
    async ({ organization }: World, server: TestServer) => {
      await suspend(server, organization);
      return { input: { id: organization.id } };
    },
    (_data, world) =>
      ofOrganization('ORGANIZATION_RESUMED', world, { suspensionReason: { before: 'Unpaid', after: null } }),
  ),
  deleteOrganization: auditCase(
    'operator',
    DeleteOrganization,
    async ({ organization }: World, server: TestServer) => ({
      input: { id: organization.id, confirmName: await nameOfOrganization(server, organization) },
    }),
    (_data, world, { input: { confirmName } }) =>
      ofOrganization('ORGANIZATION_DELETED', world, { name: confirmName }),
  ),
};

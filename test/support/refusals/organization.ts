import { nameOfOrganization } from '../fixtures/organization.ts';
import { freshName, type World } from '../fixtures.ts';
import * as operations from '../operations/organization.ts';
import type { TestServer } from '../server.ts';
import { type Refusal, type Role, refusal } from './refusal.ts';

/** With the operator key, which belongs to no organization. */
const idFor = ({ organization }: World, role: Role) => (role === 'OPERATOR' ? organization.id : null);

/** The root fields that manage organizations. */
export const organizationRefusals: Readonly<Record<string, Refusal>> = {
  'Query.organization': refusal(
    ['OPERATOR', 'ORGANIZATION'],
    'own',
    operations.ManagedOrganization,
    (world, _server, role) => ({ id: idFor(world, role) }),
  ),
  'Query.organizations': refusal(['OPERATOR'], 'no tenant', operations.ListOrganizations, () => ({})),
  'Query.operatorLog': refusal(['OPERATOR'], 'no tenant', operations.ReadOperatorLog, () => ({})),
  'Mutation.updateOrganization': refusal(
    ['OPERATOR', 'ORGANIZATION'],
    'own',
    operations.UpdateOrganization,
    (world, _server, role) => ({ input: { id: idFor(world, role), name: freshName('Renamed') } }),
  ),
  'Mutation.suspendOrganization': refusal(
    ['OPERATOR'],
    'no tenant',
    operations.SuspendOrganization,
    ({ organization }) => ({ input: { id: organization.id, reason: 'Unpaid' } }),
  ),
  'Mutation.resumeOrganization': refusal(
    ['OPERATOR'],
    'no tenant',
    operations.ResumeOrganization,
    ({ organization }) => ({ input: { id: organization.id } }),
  ),
  'Mutation.deleteOrganization': refusal(
    ['OPERATOR'],
    'no tenant',
    operations.DeleteOrganization,
    async ({ organization }: World, server: TestServer) => ({
      input: { id: organization.id, confirmName: await nameOfOrganization(server, organization) },
    }),
  ),
};

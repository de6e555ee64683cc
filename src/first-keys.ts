import { createFirstOrganization } from './domain/organization.ts';
import { type OpenStore, systemScope } from './store.ts';

/** The keys that the first start makes: the only time that they can be read. */
export type FirstKeys = {
  readonly organizationName: string;
  readonly organizationKey: string;
  readonly projectKey: string;
};

/** Null when there is an organization already. */
export async function issueFirstKeys(opened: OpenStore): Promise<FirstKeys | null> {
  const first = await createFirstOrganization(systemScope(opened), 'Acme');
  if (!first) return null;
  const { organization, issuedKey, issuedProjectKey } = first;
  return {
    organizationName: organization.name,
    organizationKey: issuedKey.secret,
    projectKey: issuedProjectKey.secret,
  };
}

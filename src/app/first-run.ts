import type { Config } from '../config.ts';
import { createFirstOrganization, hasOrganization } from '../domain/organization/organization.ts';
import { type AppContext, createSystemContext } from './context.ts';

/** The keys that the first start makes: the only time that they can be read. */
export type FirstKeys = {
  readonly organizationName: string;
  readonly organizationKey: string;
  readonly projectKey: string;
};

export type BootstrapResult = {
  /** Null unless the database was empty and was filled. */
  readonly firstKeys: FirstKeys | null;
  /** False: no key opens anything here, and no request can create one. Looks into the database. */
  isUsable(): Promise<boolean>;
};

/** Fills an empty database when the config says so. */
export async function bootstrap(app: AppContext, { seed, secrets }: Config): Promise<BootstrapResult> {
  const isUsable = async () =>
    seed || secrets.operatorKey !== null || hasOrganization(createSystemContext(app));
  return { firstKeys: seed ? await bootstrapFirstOrganization(app) : null, isUsable };
}

/** Null when there is an organization already. */
async function bootstrapFirstOrganization(app: AppContext): Promise<FirstKeys | null> {
  const first = await createFirstOrganization(createSystemContext(app), 'Acme');
  if (!first) return null;
  const { organization, issuedKey, issuedProjectKey } = first;
  return {
    organizationName: organization.name,
    organizationKey: issuedKey.secret,
    projectKey: issuedProjectKey.secret,
  };
}

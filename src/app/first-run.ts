import type { Config } from '../config.ts';
import { type AppContext, createSystemContext } from '../domain/core/app-context.ts';
import { createFirstOrganization, hasOrganization } from '../domain/organization/organization.ts';

/** The keys that the first start creates. Their secrets cannot be read again. */
export type FirstKeys = {
  readonly organizationName: string;
  readonly organizationKey: string;
  readonly projectKey: string;
};

export type BootstrapResult = {
  /** Null unless the first organization was created by this start. */
  readonly firstKeys: FirstKeys | null;
  /** Returns false when there is no organization and no request can create one. Queries the database. */
  isUsable(): Promise<boolean>;
};

/** Creates the first organization in an empty database when BOOTSTRAP is 1. */
export async function bootstrap(app: AppContext, config: Config): Promise<BootstrapResult> {
  const isUsable = async () =>
    config.bootstrap || config.secrets.operatorKey !== null || hasOrganization(createSystemContext(app));
  return { firstKeys: config.bootstrap ? await bootstrapFirstOrganization(app, config) : null, isUsable };
}

/** Returns null when an organization exists. */
async function bootstrapFirstOrganization(app: AppContext, config: Config): Promise<FirstKeys | null> {
  const first = await createFirstOrganization(createSystemContext(app), config.bootstrapOrganizationName);
  if (!first) return null;
  const { organization, issuedKey, issuedProjectKey } = first;
  return {
    organizationName: organization.name,
    organizationKey: issuedKey.secret,
    projectKey: issuedProjectKey.secret,
  };
}

import type { AuthConfig } from '../auth-config/fields.ts';
import {
  type Credentials,
  maskSecret,
  openCredentials,
  sealCredentials,
  showCredentials,
} from '../credentials.ts';
import type { Scope } from '../scope.ts';
import { visibleProjects } from '../visibility.ts';
import type { ConnectedAccount } from './fields.ts';
import { authConfigOfAccount } from './find.ts';

type AccountKey = Pick<ConnectedAccount, 'organizationId' | 'projectId' | 'id'>;

const placeOf = ({ organizationId, projectId, id }: AccountKey) =>
  ({ organizationId, projectId, id, column: 'connected_account.credentials' }) as const;

export function sealAccountCredentials(scope: Scope, key: AccountKey, credentials: Credentials): Buffer {
  return sealCredentials(scope.encryption, credentials, placeOf(key));
}

export function openAccountCredentials(scope: Scope, account: ConnectedAccount): Credentials {
  return openCredentials(scope.encryption, account.sealedCredentials, placeOf(account));
}

const REDACTED = 'REDACTED';

/** As the settings of the project let them be seen: masked, or as they are. Those of a managed auth config never are. */
export async function shownAccountCredentials(scope: Scope, account: ConnectedAccount): Promise<Credentials> {
  const visible = visibleProjects(scope.actor, account.organizationId);
  const [project, authConfig] = await Promise.all([
    scope.loaders(visible).projectById.load(account.projectId),
    authConfigOfAccount(scope, account),
  ]);
  const isMasked = project?.maskSecretKeysInConnectedAccount !== false;
  return show(scope, account, authConfig, isMasked ? maskSecret : (value) => value);
}

/** Masked, whatever the settings of the project say. */
export async function maskedAccountCredentials(
  scope: Scope,
  account: ConnectedAccount,
): Promise<Credentials> {
  return show(scope, account, await authConfigOfAccount(scope, account), maskSecret);
}

function show(
  scope: Scope,
  account: ConnectedAccount,
  { isManaged }: AuthConfig,
  showSecret: (value: string) => string,
): Credentials {
  return showCredentials(openAccountCredentials(scope, account), isManaged ? () => REDACTED : showSecret);
}

import {
  type Credentials,
  maskSecret,
  openCredentials,
  sealCredentials,
  showCredentials,
} from '../core/credentials.ts';
import type { RequestContext } from '../core/request-context.ts';
import { visibleProjects } from '../core/tenancy.ts';
import type { ConnectedAccount } from './fields.ts';
import { authConfigOfAccount } from './find.ts';

type AccountKey = Pick<ConnectedAccount, 'organizationId' | 'projectId' | 'id'>;

const placeOf = ({ organizationId, projectId, id }: AccountKey) =>
  ({ organizationId, projectId, id, column: 'connected_account.credentials' }) as const;

export function sealAccountCredentials(
  scope: RequestContext,
  key: AccountKey,
  credentials: Credentials,
): Buffer {
  return sealCredentials(scope.encryption, credentials, placeOf(key));
}

export function openAccountCredentials(scope: RequestContext, account: ConnectedAccount): Credentials {
  return openCredentials(scope.encryption, account.sealedCredentials, placeOf(account));
}

const redact = () => 'REDACTED';

/** As the settings of the project let them be seen: masked, or as they are. Those of a managed auth config never are. */
export async function shownAccountCredentials(
  scope: RequestContext,
  account: ConnectedAccount,
): Promise<Credentials> {
  const visible = visibleProjects(scope.actor, account.organizationId);
  const [{ isManaged }, project] = await Promise.all([
    authConfigOfAccount(scope, account),
    scope.loaders(visible).projectById.load(account.projectId),
  ]);
  const isMasked = project?.maskSecretKeysInConnectedAccount !== false;
  const show = isMasked ? maskSecret : (value: string) => value;
  return showCredentials(openAccountCredentials(scope, account), isManaged ? redact : show);
}

/** Masked, whatever the settings of the project say. */
export async function maskedAccountCredentials(
  scope: RequestContext,
  account: ConnectedAccount,
): Promise<Credentials> {
  const { isManaged } = await authConfigOfAccount(scope, account);
  return showCredentials(openAccountCredentials(scope, account), isManaged ? redact : maskSecret);
}

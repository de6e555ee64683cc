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
  context: RequestContext,
  key: AccountKey,
  credentials: Credentials,
): Buffer {
  return sealCredentials(context.encryption, credentials, placeOf(key));
}

type SealedAccount = AccountKey & Pick<ConnectedAccount, 'sealedCredentials'>;

export function openAccountCredentials(
  context: Pick<RequestContext, 'encryption'>,
  account: SealedAccount,
): Credentials {
  return openCredentials(context.encryption, account.sealedCredentials, placeOf(account));
}

const redact = () => 'REDACTED';

/** Returns the credentials as the project settings permit: masked, or in plain text. Those of a managed auth config are
 *  always redacted. */
export async function shownAccountCredentials(
  context: RequestContext,
  account: ConnectedAccount,
): Promise<Credentials> {
  const visible = visibleProjects(context.actor, account.organizationId);
  const [{ isManaged }, project] = await Promise.all([
    authConfigOfAccount(context, account),
    context.loaders(visible).projectById.load(account.projectId),
  ]);
  const isMasked = project?.maskSecretKeysInConnectedAccount !== false;
  return showAccountCredentials(context, { ...account, isManaged, isMasked });
}

/** The columns that `shownAccountCredentials` depends on. */
export type ShownAccount = SealedAccount & { readonly isManaged: boolean; readonly isMasked: boolean };

export function showAccountCredentials(
  context: Pick<RequestContext, 'encryption'>,
  account: ShownAccount,
): Credentials {
  const show = account.isMasked ? maskSecret : (value: string) => value;
  return showCredentials(openAccountCredentials(context, account), account.isManaged ? redact : show);
}

/** Returns the credentials masked, whatever the project settings say. */
export async function maskedAccountCredentials(
  context: RequestContext,
  account: ConnectedAccount,
): Promise<Credentials> {
  const { isManaged } = await authConfigOfAccount(context, account);
  return showCredentials(openAccountCredentials(context, account), isManaged ? redact : maskSecret);
}

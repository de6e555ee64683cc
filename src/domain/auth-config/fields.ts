import { z } from 'zod';
import { label } from '../../lib/text.ts';
import type { AuthConfigRow } from '../../repositories/auth-config.ts';
import {
  type Credentials,
  maskSecret,
  openCredentials,
  sealCredentials,
  showCredentials,
} from '../core/credentials.ts';
import type { RequestContext } from '../core/request-context.ts';

/** How connected accounts of a toolkit authenticate in one project. */
export type AuthConfig = AuthConfigRow;

export const authSchemes = ['OAUTH2', 'OAUTH1', 'API_KEY', 'BEARER_TOKEN', 'BASIC', 'NO_AUTH'] as const;
export const authConfigStatuses = ['ENABLED', 'DISABLED'] as const;

export const authConfigName = label(100);
export const authConfigStatus = z.enum(authConfigStatuses, { error: 'cannot be null' });

type AuthConfigKey = Pick<AuthConfig, 'organizationId' | 'projectId' | 'id'>;

const placeOf = ({ organizationId, projectId, id }: AuthConfigKey) =>
  ({ organizationId, projectId, id, column: 'auth_config.credentials' }) as const;

export function sealAuthConfigCredentials(
  context: RequestContext,
  key: AuthConfigKey,
  credentials: Credentials,
): Buffer {
  return sealCredentials(context.encryption, credentials, placeOf(key));
}

/** The columns that credentials are decrypted from. */
export type SealedCredentials = AuthConfigKey & Pick<AuthConfig, 'sealedCredentials'>;

export function openAuthConfigCredentials(
  context: Pick<RequestContext, 'encryption'>,
  authConfig: SealedCredentials,
): Credentials {
  return openCredentials(context.encryption, authConfig.sealedCredentials, placeOf(authConfig));
}

/** Names of values that identify an application and grant no access. */
const PUBLIC_NAMES: readonly string[] = ['client_id'];

/** Returns the credentials with secrets masked, whatever the settings of the project. */
export function shownAuthConfigCredentials(
  context: Pick<RequestContext, 'encryption'>,
  authConfig: SealedCredentials,
): Credentials {
  return showCredentials(openAuthConfigCredentials(context, authConfig), (value, name) =>
    PUBLIC_NAMES.includes(name) ? value : maskSecret(value),
  );
}

import type { ApiKeyDetailsFragment } from '../../generated/graphql.ts';
import { run } from '../client.ts';
import { makeKey, makeProjectKey } from '../fixtures/api-key.ts';
import { RevokeApiKey, RotateApiKey, UpdateApiKey } from '../operations/api-key.ts';
import type { EventCase, EventCasesOf } from './event-case.ts';

const partsOf = ({ id, name, prefix, last4, createdAt }: ApiKeyDetailsFragment) => ({
  id,
  name,
  prefix,
  last4,
  createdAt,
});

const restrictedParts = (key: ApiKeyDetailsFragment) => {
  const { scopes, projectIds, allowedIps, expiresAt } = key;
  return { ...partsOf(key), scopes, projectIds, allowedIps, expiresAt };
};

const creation: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const scopes = ['usage:read'];
    const key = await makeProjectKey(server, organization, project, { scopes });
    return [{ type: 'api_key.created', projectId: project.id, data: restrictedParts(key) }];
  };

const creationForOrganization: EventCase =
  async (server, { organization, project }) =>
  async () => {
    const key = await makeKey(server, organization, { projectIds: [project.id] });
    return [{ type: 'api_key.created', projectId: null, data: restrictedParts(key) }];
  };

const update: EventCase = async (server, { organization, project }) => {
  const { id } = await makeProjectKey(server, organization, project);
  return async () => {
    const variables = { input: { id, enabled: false } };
    const { updateApiKey } = await run(server, UpdateApiKey, variables, organization.credentials);
    const data = { ...restrictedParts(updateApiKey.apiKey), enabled: false };
    return [{ type: 'api_key.updated', projectId: project.id, data }];
  };
};

const rotation: EventCase = async (server, { organization, project }) => {
  const { id } = await makeProjectKey(server, organization, project);
  return async () => {
    const variables = { input: { id, overlapSeconds: 3600 } };
    const { rotateApiKey } = await run(server, RotateApiKey, variables, organization.credentials);
    const { apiKey } = rotateApiKey.issuedKey;
    const [, former] = apiKey.secrets;
    const data = { ...partsOf(apiKey), formerSecretsExpireAt: former?.expiresAt };
    return [{ type: 'api_key.rotated', projectId: project.id, data }];
  };
};

const revocation: EventCase = async (server, { organization, project }) => {
  const key = await makeProjectKey(server, organization, project);
  return async () => {
    await run(server, RevokeApiKey, { input: { id: key.id } }, organization.credentials);
    return [
      { type: 'api_key.revoked', projectId: project.id, data: { ...partsOf(key), cause: 'REQUESTED' } },
    ];
  };
};

/** What tells of keys, but for their regeneration. */
export const apiKeyEventCases: EventCasesOf<
  'API_KEY_CREATED' | 'API_KEY_UPDATED' | 'API_KEY_ROTATED' | 'API_KEY_REVOKED'
> = {
  API_KEY_CREATED: {
    'a key that is created': creation,
    'one of the organization': creationForOrganization,
  },
  API_KEY_UPDATED: { 'a key that is disabled': update },
  API_KEY_ROTATED: { 'a key that is rotated': rotation },
  API_KEY_REVOKED: { 'a key that is revoked': revocation },
};

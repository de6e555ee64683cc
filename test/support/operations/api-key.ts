import { graphql } from '../../generated/index.ts';

export const ApiKeyParts = graphql(`
  fragment ApiKeyParts on ApiKey {
    id
    name
    prefix
    last4
    createdAt
    project {
      id
    }
  }
`);

export const RegenerateApiKey = graphql(`
  mutation RegenerateApiKey($input: RegenerateApiKeyInput!) {
    regenerateApiKey(input: $input) {
      project {
        id
        apiKeys {
          id
        }
      }
      issuedKey {
        secret
        apiKey {
          ...ApiKeyParts
        }
      }
    }
  }
`);

export const ApiKeyDetails = graphql(`
  fragment ApiKeyDetails on ApiKey {
    ...ApiKeyParts
    scopes
    projectIds
    allowedIps
    expiresAt
    enabled
    createdBy {
      kind
      apiKeyId
    }
    secrets {
      last4
      createdAt
      expiresAt
    }
  }
`);

export const CreateApiKey = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      issuedKey {
        secret
        apiKey {
          ...ApiKeyDetails
        }
      }
    }
  }
`);

export const UpdateApiKey = graphql(`
  mutation UpdateApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      apiKey {
        ...ApiKeyDetails
      }
    }
  }
`);

export const RotateApiKey = graphql(`
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      issuedKey {
        secret
        apiKey {
          ...ApiKeyDetails
        }
      }
    }
  }
`);

export const RevokeApiKey = graphql(`
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      revokedApiKeyId
    }
  }
`);

export const VerifyApiKey = graphql(`
  query VerifyApiKey($secret: String!, $scopes: [Scope!], $ip: String, $projectId: ID) {
    verifyApiKey(secret: $secret, scopes: $scopes, ip: $ip, projectId: $projectId) {
      isValid
      code
      missingScopes
      apiKey {
        id
      }
      project {
        id
        config {
          requireMcpApiKey
        }
      }
    }
  }
`);

export const ApiKeyScopes = graphql(`
  query ApiKeyScopes {
    apiKeyScopes {
      value
      level
      isImplied
      description
      fields
      nodeTypes
    }
  }
`);

export const RequiredScopes = graphql(`
  query RequiredScopes($document: String!) {
    requiredScopes(document: $document)
  }
`);

export const LastUse = graphql(`
  query LastUse($id: ID!) {
    node(id: $id) {
      ... on ApiKey {
        lastUsedAt
        secrets {
          last4
          lastUsedAt
        }
      }
    }
  }
`);

export const KeyUpdatedAt = graphql(`
  query KeyUpdatedAt($id: ID!) {
    node(id: $id) {
      ... on ApiKey {
        updatedAt
      }
    }
  }
`);

export const ListFilteredKeys = graphql(`
  query ListFilteredKeys(
    $projectId: ID!
    $enabled: Boolean
    $unusedSince: DateTime
    $expiringBefore: DateTime
    $hasExpiry: Boolean
    $hasScopes: Boolean
  ) {
    organization {
      apiKeys(
        enabled: $enabled
        unusedSince: $unusedSince
        expiringBefore: $expiringBefore
        hasExpiry: $hasExpiry
        hasScopes: $hasScopes
      ) {
        id
      }
      project(id: $projectId) {
        apiKeys(
          enabled: $enabled
          unusedSince: $unusedSince
          expiringBefore: $expiringBefore
          hasExpiry: $hasExpiry
          hasScopes: $hasScopes
        ) {
          id
        }
      }
    }
  }
`);

export const SecretsOfKeys = graphql(`
  query SecretsOfKeys($projectId: ID!) {
    project(id: $projectId) {
      apiKeys {
        id
        secrets {
          last4
          lastUsedAt
        }
      }
    }
  }
`);

/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  query BudgetOfViewer {\n    viewer {\n      rateLimit {\n        budget\n      }\n    }\n  }\n": typeof types.BudgetOfViewerDocument,
    "\n  query CountProjects {\n    organization {\n      id\n      projects {\n        totalCount\n      }\n    }\n  }\n": typeof types.CountProjectsDocument,
    "\n  query ReadOrganizationKeys {\n    organization {\n      apiKeys {\n        id\n      }\n    }\n  }\n": typeof types.ReadOrganizationKeysDocument,
    "\n  query KeyOfViewer {\n    viewer {\n      apiKey {\n        id\n      }\n    }\n  }\n": typeof types.KeyOfViewerDocument,
    "\n  query LogOfOrganization {\n    organization {\n      auditLog(first: 100) {\n        nodes {\n          projectId\n        }\n      }\n    }\n  }\n": typeof types.LogOfOrganizationDocument,
    "\n  query KeysOfOrganization {\n    organization {\n      apiKeys {\n        id\n      }\n    }\n  }\n": typeof types.KeysOfOrganizationDocument,
    "\n  query KeysOfMyOrganization {\n    viewer {\n      organization {\n        apiKeys {\n          id\n        }\n      }\n    }\n  }\n": typeof types.KeysOfMyOrganizationDocument,
    "\n  query ConfigOfProject {\n    project {\n      id\n      config {\n        displayName\n      }\n    }\n  }\n": typeof types.ConfigOfProjectDocument,
    "\n  query TriggersOfProject {\n    project {\n      id\n      triggers {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.TriggersOfProjectDocument,
    "\n  query ReadEntries($first: Int) {\n    organization {\n      auditLog(first: $first) {\n        nodes {\n          ...AuditEntryParts\n        }\n      }\n    }\n  }\n": typeof types.ReadEntriesDocument,
    "\n  query ReadWhen($first: Int, $after: String) {\n    organization {\n      auditLog(first: $first, after: $after) {\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadWhenDocument,
    "\n  query ReadWhenAndHowMany {\n    organization {\n      auditLog {\n        totalCount\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadWhenAndHowManyDocument,
    "\n  query ReadWhenOfProject($id: ID, $after: String) {\n    project(id: $id) {\n      auditLog(after: $after) {\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadWhenOfProjectDocument,
    "\n  mutation OperatorReadsAuditLog {\n    createOrganization(input: { name: \"Watched\" }) {\n      organization {\n        auditLog {\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.OperatorReadsAuditLogDocument,
    "\n  query ProjectReadsAuditLogOfOrganization {\n    viewer {\n      organization {\n        auditLog {\n          totalCount\n        }\n      }\n    }\n  }\n": typeof types.ProjectReadsAuditLogOfOrganizationDocument,
    "\n  query ReadAccounts($first: Int) {\n    project {\n      connectedAccounts(first: $first) {\n        nodes {\n          id\n          credentials\n          authConfig {\n            id\n            connectedAccountCount\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadAccountsDocument,
    "\n  query ReadAuthConfigs($first: Int) {\n    project {\n      authConfigs(first: $first) {\n        totalCount\n        nodes {\n          id\n          credentials\n          connectedAccountCount\n        }\n      }\n    }\n  }\n": typeof types.ReadAuthConfigsDocument,
    "\n  query ReadEverything($first: Int) {\n    organization {\n      projects(first: $first) {\n        nodes {\n          authConfigs(first: 2) {\n            totalCount\n            nodes {\n              id\n              connectedAccountCount\n            }\n          }\n          connectedAccounts(statuses: [ACTIVE]) {\n            totalCount\n            nodes {\n              credentials\n              authConfig {\n                id\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadEverythingDocument,
    "\n  mutation PayloadOfNewOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        projects {\n          totalCount\n          nodes {\n            id\n            organization {\n              id\n            }\n            apiKeys {\n              id\n            }\n          }\n        }\n        project(name: \"default\") {\n          id\n        }\n        apiKeys {\n          project {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.PayloadOfNewOrganizationDocument,
    "\n  query WalkUp(\n    $projects: Boolean = false\n    $apiKeys: Boolean = false\n    $defaultProject: Boolean = false\n    $project: Boolean = false\n  ) {\n    viewer {\n      organization {\n        id\n        name\n        projects @include(if: $projects) {\n          totalCount\n        }\n        apiKeys @include(if: $apiKeys) {\n          id\n        }\n        defaultProject @include(if: $defaultProject) {\n          id\n        }\n        project(slug: \"own\") @include(if: $project) {\n          id\n        }\n      }\n    }\n  }\n": typeof types.WalkUpDocument,
    "\n  query WalkAcross {\n    project {\n      organization {\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.WalkAcrossDocument,
    "\n  query PryIntoOrganization($id: ID!) {\n    organization(id: $id) {\n      projects {\n        nodes {\n          name\n          connectedAccounts {\n            nodes {\n              credentials\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.PryIntoOrganizationDocument,
    "\n  query ReadProject($id: ID, $slug: String) {\n    project(id: $id, slug: $slug) {\n      ...ProjectParts\n      apiKeys {\n        id\n        prefix\n        last4\n      }\n    }\n  }\n": typeof types.ReadProjectDocument,
    "\n  query ReadProjects($first: Int) {\n    organization {\n      id\n      name\n      projects(first: $first) {\n        nodes {\n          ...ProjectParts\n          organization {\n            id\n          }\n          apiKeys {\n            id\n            prefix\n            last4\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadProjectsDocument,
    "\n  query ReadPage {\n    organization {\n      projects {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.ReadPageDocument,
    "\n  query ReadPageAndCount {\n    organization {\n      projects {\n        totalCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": typeof types.ReadPageAndCountDocument,
    "\n  query ReadNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ... on Project {\n        name\n        config {\n          displayName\n        }\n        apiKeys {\n          id\n        }\n      }\n    }\n  }\n": typeof types.ReadNodesDocument,
    "\n  query ReadViewer {\n    viewer {\n      kind\n      apiKey {\n        id\n        name\n        prefix\n        last4\n        createdAt\n      }\n    }\n  }\n": typeof types.ReadViewerDocument,
    "\n  mutation WriteProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n      projectEdge {\n        cursor\n      }\n      issuedKey {\n        secret\n        apiKey {\n          id\n          prefix\n        }\n      }\n    }\n  }\n": typeof types.WriteProjectDocument,
    "\n  mutation WriteKey($projectId: ID!) {\n    regenerateApiKey(input: { projectId: $projectId }) {\n      project {\n        id\n        name\n      }\n      issuedKey {\n        secret\n        apiKey {\n          id\n          prefix\n        }\n      }\n    }\n  }\n": typeof types.WriteKeyDocument,
    "\n  query ReadSessions($first: Int) {\n    project {\n      sessions(first: $first) {\n        nodes {\n          id\n          toolCallCount\n        }\n      }\n    }\n  }\n": typeof types.ReadSessionsDocument,
    "\n  query ReadTriggers($first: Int) {\n    project {\n      triggers(first: $first) {\n        nodes {\n          id\n          config\n          connectedAccount {\n            id\n            status\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadTriggersDocument,
    "\n  query ReadCalls($first: Int) {\n    project {\n      toolCallLogs(first: $first) {\n        nodes {\n          id\n          arguments\n          response\n          errorMessage\n          session {\n            id\n            toolCallCount\n          }\n          connectedAccount {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadCallsDocument,
    "\n  query ReadAllProjects($first: Int) {\n    organization {\n      projects(first: $first) {\n        nodes {\n          sessions {\n            totalCount\n            nodes {\n              toolCallCount\n            }\n          }\n          triggers(enabled: true) {\n            nodes {\n              connectedAccount {\n                id\n              }\n            }\n          }\n          toolCallLogs(statuses: [SUCCESS]) {\n            totalCount\n            nodes {\n              arguments\n              session {\n                id\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadAllProjectsDocument,
    "\n  query ReadAllWebhooks {\n    organization {\n      projects(first: 10) {\n        nodes {\n          webhookSubscriptions {\n            id\n            project {\n              id\n            }\n            deliveries(first: 2) {\n              totalCount\n              nodes {\n                id\n                subscription {\n                  id\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.ReadAllWebhooksDocument,
    "\n  mutation ImportProjects($projects: [CreateProjectInput!]!) {\n    createProjects(input: { projects: $projects }) {\n      results {\n        project {\n          id\n        }\n        issuedKey {\n          secret\n        }\n        error {\n          reason\n          message\n        }\n      }\n    }\n  }\n": typeof types.ImportProjectsDocument,
    "\n  mutation ReplaceKey($projectId: ID!) {\n    regenerateApiKey(input: { projectId: $projectId }) {\n      issuedKey {\n        secret\n      }\n    }\n  }\n": typeof types.ReplaceKeyDocument,
    "\n  fragment ApiKeyParts on ApiKey {\n    id\n    name\n    prefix\n    last4\n    createdAt\n    project {\n      id\n    }\n  }\n": typeof types.ApiKeyPartsFragmentDoc,
    "\n  mutation RegenerateApiKey($input: RegenerateApiKeyInput!) {\n    regenerateApiKey(input: $input) {\n      project {\n        id\n        apiKeys {\n          id\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n": typeof types.RegenerateApiKeyDocument,
    "\n  fragment ApiKeyDetails on ApiKey {\n    ...ApiKeyParts\n    scopes\n    projectIds\n    allowedIps\n    expiresAt\n    enabled\n    createdBy {\n      kind\n      apiKeyId\n    }\n    secrets {\n      last4\n      createdAt\n      expiresAt\n    }\n  }\n": typeof types.ApiKeyDetailsFragmentDoc,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyDetails\n        }\n      }\n    }\n  }\n": typeof types.CreateApiKeyDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyDetails\n      }\n    }\n  }\n": typeof types.UpdateApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyDetails\n        }\n      }\n    }\n  }\n": typeof types.RotateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      revokedApiKeyId\n    }\n  }\n": typeof types.RevokeApiKeyDocument,
    "\n  query VerifyApiKey($secret: String!, $scopes: [Scope!], $ip: String, $projectId: ID) {\n    verifyApiKey(secret: $secret, scopes: $scopes, ip: $ip, projectId: $projectId) {\n      isValid\n      code\n      missingScopes\n      apiKey {\n        id\n      }\n      project {\n        id\n        config {\n          requireMcpApiKey\n        }\n      }\n    }\n  }\n": typeof types.VerifyApiKeyDocument,
    "\n  query ApiKeyScopes {\n    apiKeyScopes {\n      value\n      level\n      isImplied\n      description\n      fields\n      nodeTypes\n    }\n  }\n": typeof types.ApiKeyScopesDocument,
    "\n  query RequiredScopes($document: String!) {\n    requiredScopes(document: $document)\n  }\n": typeof types.RequiredScopesDocument,
    "\n  query LastUse($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        lastUsedAt\n        secrets {\n          last4\n          lastUsedAt\n        }\n      }\n    }\n  }\n": typeof types.LastUseDocument,
    "\n  query KeyUpdatedAt($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        updatedAt\n      }\n    }\n  }\n": typeof types.KeyUpdatedAtDocument,
    "\n  query ListFilteredKeys(\n    $projectId: ID!\n    $enabled: Boolean\n    $unusedSince: DateTime\n    $expiringBefore: DateTime\n    $hasExpiry: Boolean\n    $hasScopes: Boolean\n  ) {\n    organization {\n      apiKeys(\n        enabled: $enabled\n        unusedSince: $unusedSince\n        expiringBefore: $expiringBefore\n        hasExpiry: $hasExpiry\n        hasScopes: $hasScopes\n      ) {\n        id\n      }\n      project(id: $projectId) {\n        apiKeys(\n          enabled: $enabled\n          unusedSince: $unusedSince\n          expiringBefore: $expiringBefore\n          hasExpiry: $hasExpiry\n          hasScopes: $hasScopes\n        ) {\n          id\n        }\n      }\n    }\n  }\n": typeof types.ListFilteredKeysDocument,
    "\n  query SecretsOfKeys($projectId: ID!) {\n    project(id: $projectId) {\n      apiKeys {\n        id\n        secrets {\n          last4\n          lastUsedAt\n        }\n      }\n    }\n  }\n": typeof types.SecretsOfKeysDocument,
    "\n  fragment AuditEntryParts on AuditLogEntry {\n    id\n    action\n    actor {\n      kind\n      apiKeyId\n      apiKeyName\n      apiKey {\n        id\n        last4\n      }\n    }\n    targetId\n    projectId\n    project {\n      id\n      name\n    }\n    changes\n    result\n    deniedReason\n    ip\n    userAgent\n    requestId\n    createdAt\n  }\n": typeof types.AuditEntryPartsFragmentDoc,
    "\n  fragment AuditPageParts on AuditLogConnection {\n    totalCount\n    nodes {\n      ...AuditEntryParts\n    }\n    edges {\n      cursor\n      node {\n        id\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n": typeof types.AuditPagePartsFragmentDoc,
    "\n  query ReadAuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditLogFilter) {\n    organization {\n      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n        ...AuditPageParts\n      }\n    }\n  }\n": typeof types.ReadAuditLogDocument,
    "\n  query ReadProjectAuditLog(\n    $id: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: ProjectAuditLogFilter\n  ) {\n    project(id: $id) {\n      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n        ...AuditPageParts\n      }\n    }\n  }\n": typeof types.ReadProjectAuditLogDocument,
    "\n  query GetAuditEntries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n      ...AuditEntryParts\n    }\n  }\n": typeof types.GetAuditEntriesDocument,
    "\n  query VerifyAuditLog($input: VerifyAuditLogInput) {\n    verifyAuditLog(input: $input) {\n      isIntact\n      entryCount\n      head {\n        sequence\n        hash\n        sealedAt\n      }\n      prunedThrough {\n        sequence\n        hash\n      }\n      firstViolation {\n        kind\n        sequence\n        entryId\n      }\n    }\n  }\n": typeof types.VerifyAuditLogDocument,
    "\n  fragment AuthConfigParts on AuthConfig {\n    id\n    toolkitSlug\n    name\n    authScheme\n    credentials\n    isManaged\n    status\n    connectedAccountCount\n    createdAt\n    updatedAt\n  }\n": typeof types.AuthConfigPartsFragmentDoc,
    "\n  mutation CreateAuthConfig($input: CreateAuthConfigInput!) {\n    createAuthConfig(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n": typeof types.CreateAuthConfigDocument,
    "\n  mutation UpdateAuthConfig($input: UpdateAuthConfigInput!) {\n    updateAuthConfig(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n": typeof types.UpdateAuthConfigDocument,
    "\n  mutation SetAuthConfigStatus($input: SetAuthConfigStatusInput!) {\n    setAuthConfigStatus(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n": typeof types.SetAuthConfigStatusDocument,
    "\n  mutation DeleteAuthConfig($input: DeleteAuthConfigInput!) {\n    deleteAuthConfig(input: $input) {\n      deletedAuthConfigId\n      project {\n        id\n        authConfigs {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeleteAuthConfigDocument,
    "\n  query GetAuthConfig($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      authConfig(id: $id) {\n        ...AuthConfigParts\n      }\n    }\n  }\n": typeof types.GetAuthConfigDocument,
    "\n  query ListAuthConfigs(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolkitSlugs: [String!]\n    $statuses: [AuthConfigStatus!]\n    $search: String\n  ) {\n    project(id: $projectId) {\n      authConfigs(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...AuthConfigParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListAuthConfigsDocument,
    "\n  query NodeAuthConfig($id: ID!) {\n    node(id: $id) {\n      id\n      ...AuthConfigParts\n    }\n  }\n": typeof types.NodeAuthConfigDocument,
    "\n  fragment ConnectedAccountParts on ConnectedAccount {\n    id\n    authConfig {\n      id\n    }\n    toolkitSlug\n    userId\n    alias\n    status\n    statusReason\n    credentials\n    expiresAt\n    createdAt\n    updatedAt\n  }\n": typeof types.ConnectedAccountPartsFragmentDoc,
    "\n  mutation CreateConnectedAccount($input: CreateConnectedAccountInput!) {\n    createConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": typeof types.CreateConnectedAccountDocument,
    "\n  mutation UpdateConnectedAccount($input: UpdateConnectedAccountInput!) {\n    updateConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": typeof types.UpdateConnectedAccountDocument,
    "\n  mutation SetConnectedAccountStatus($input: SetConnectedAccountStatusInput!) {\n    setConnectedAccountStatus(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": typeof types.SetConnectedAccountStatusDocument,
    "\n  mutation RevokeConnectedAccount($input: RevokeConnectedAccountInput!) {\n    revokeConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": typeof types.RevokeConnectedAccountDocument,
    "\n  mutation DeleteConnectedAccount($input: DeleteConnectedAccountInput!) {\n    deleteConnectedAccount(input: $input) {\n      deletedConnectedAccountId\n      project {\n        id\n        connectedAccounts {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeleteConnectedAccountDocument,
    "\n  query GetConnectedAccount($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      connectedAccount(id: $id) {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": typeof types.GetConnectedAccountDocument,
    "\n  query NodeConnectedAccount($id: ID!) {\n    node(id: $id) {\n      id\n      ...ConnectedAccountParts\n    }\n  }\n": typeof types.NodeConnectedAccountDocument,
    "\n  query ListConnectedAccounts(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolkitSlugs: [String!]\n    $statuses: [ConnectedAccountStatus!]\n    $userIds: [String!]\n    $authConfigIds: [ID!]\n    $search: String\n  ) {\n    project(id: $projectId) {\n      connectedAccounts(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        userIds: $userIds\n        authConfigIds: $authConfigIds\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...ConnectedAccountParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListConnectedAccountsDocument,
    "\n  fragment PreviewParts on DeletionPreview {\n    removes {\n      type\n      count\n      isEstimate\n      newest\n      examples {\n        id\n        name\n      }\n    }\n    withheld\n    keeps\n    irreversible\n    restorableDays\n    blockers {\n      reason\n      suggestedFix\n    }\n    fingerprint\n    estimatedPurgeSeconds\n  }\n": typeof types.PreviewPartsFragmentDoc,
    "\n  fragment StopParts on DeletionPreview {\n    stops {\n      apiKey {\n        id\n        name\n      }\n      lastUsedAt\n      callsLast7Days\n    }\n  }\n": typeof types.StopPartsFragmentDoc,
    "\n  query PreviewDeletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Project {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on ApiKey {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on AuthConfig {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on ConnectedAccount {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on WebhookSubscription {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n": typeof types.PreviewDeletionDocument,
    "\n  query PreviewPermanentDeletion($id: ID!) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview(permanently: true) {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n": typeof types.PreviewPermanentDeletionDocument,
    "\n  query PreviewPurges {\n    organization {\n      archivedProjects {\n        nodes {\n          id\n          deletionPreview {\n            ...PreviewParts\n          }\n        }\n      }\n    }\n  }\n": typeof types.PreviewPurgesDocument,
    "\n  query PreviewStops($id: ID!) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n      ... on ApiKey {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n      ... on AuthConfig {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n    }\n  }\n": typeof types.PreviewStopsDocument,
    "\n  query PreviewExamples($id: ID!, $first: Int) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          removes {\n            type\n            examples(first: $first) {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n": typeof types.PreviewExamplesDocument,
    "\n  query PreviewCost($id: ID!) {\n    viewer {\n      rateLimit {\n        cost\n      }\n    }\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n": typeof types.PreviewCostDocument,
    "\n  query PlannedKeyLists {\n    organization {\n      apiKeys {\n        name\n        projectIds\n        allowedIps\n      }\n    }\n  }\n": typeof types.PlannedKeyListsDocument,
    "\n  query PlannedProjectKeyLists {\n    project {\n      apiKeys {\n        projectIds\n        allowedIps\n      }\n    }\n  }\n": typeof types.PlannedProjectKeyListsDocument,
    "\n  query AllKeyLists($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        scopes\n        projectIds\n        allowedIps\n      }\n    }\n  }\n": typeof types.AllKeyListsDocument,
    "\n  mutation RegenerateWithLists($input: RegenerateApiKeyInput!) {\n    regenerateApiKey(input: $input) {\n      issuedKey {\n        apiKey {\n          projectIds\n          allowedIps\n        }\n      }\n    }\n  }\n": typeof types.RegenerateWithListsDocument,
    "\n  query ScopesOfViewer {\n    viewer {\n      scopes\n    }\n  }\n": typeof types.ScopesOfViewerDocument,
    "\n  fragment McpServerParts on McpServer {\n    id\n    name\n    allowedTools\n    url\n    createdAt\n    updatedAt\n  }\n": typeof types.McpServerPartsFragmentDoc,
    "\n  mutation CreateMcpServer($input: CreateMcpServerInput!) {\n    createMcpServer(input: $input) {\n      mcpServer {\n        ...McpServerParts\n      }\n    }\n  }\n": typeof types.CreateMcpServerDocument,
    "\n  mutation UpdateMcpServer($input: UpdateMcpServerInput!) {\n    updateMcpServer(input: $input) {\n      mcpServer {\n        ...McpServerParts\n      }\n    }\n  }\n": typeof types.UpdateMcpServerDocument,
    "\n  mutation DeleteMcpServer($input: DeleteMcpServerInput!) {\n    deleteMcpServer(input: $input) {\n      deletedMcpServerId\n      project {\n        id\n        mcpServers {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeleteMcpServerDocument,
    "\n  query GetMcpServer($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      mcpServer(id: $id) {\n        ...McpServerParts\n      }\n    }\n  }\n": typeof types.GetMcpServerDocument,
    "\n  query ListMcpServers($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $search: String) {\n    project(id: $projectId) {\n      mcpServers(first: $first, after: $after, last: $last, before: $before, search: $search) {\n        totalCount\n        nodes {\n          ...McpServerParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListMcpServersDocument,
    "\n  query NodeMcpServer($id: ID!) {\n    node(id: $id) {\n      id\n      ...McpServerParts\n    }\n  }\n": typeof types.NodeMcpServerDocument,
    "\n  query GetNode($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n    }\n  }\n": typeof types.GetNodeDocument,
    "\n  query GetNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n": typeof types.GetNodesDocument,
    "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        name\n        createdAt\n        defaultProject {\n          ...ProjectParts\n        }\n        apiKeys {\n          ...ApiKeyParts\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n": typeof types.CreateOrganizationDocument,
    "\n  query GetOrganization {\n    organization {\n      id\n      name\n      createdAt\n      updatedAt\n      defaultProject {\n        id\n      }\n      apiKeys {\n        ...ApiKeyParts\n      }\n    }\n  }\n": typeof types.GetOrganizationDocument,
    "\n  fragment ManagedOrganizationParts on Organization {\n    id\n    name\n    createdAt\n    updatedAt\n    suspendedAt\n    suspensionReason\n  }\n": typeof types.ManagedOrganizationPartsFragmentDoc,
    "\n  query ManagedOrganization($id: ID) {\n    organization(id: $id) {\n      ...ManagedOrganizationParts\n      counts {\n        projectCount\n        apiKeyCount\n        connectedAccountCount\n        triggerCount\n        mcpServerCount\n        webhookSubscriptionCount\n      }\n      usageThisMonth {\n        total\n        entities {\n          entityType\n          total\n        }\n      }\n    }\n  }\n": typeof types.ManagedOrganizationDocument,
    "\n  query ListOrganizations(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $search: String\n    $isSuspended: Boolean\n  ) {\n    organizations(\n      first: $first\n      after: $after\n      last: $last\n      before: $before\n      search: $search\n      isSuspended: $isSuspended\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": typeof types.ListOrganizationsDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": typeof types.UpdateOrganizationDocument,
    "\n  mutation SuspendOrganization($input: SuspendOrganizationInput!) {\n    suspendOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": typeof types.SuspendOrganizationDocument,
    "\n  mutation ResumeOrganization($input: ResumeOrganizationInput!) {\n    resumeOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": typeof types.ResumeOrganizationDocument,
    "\n  mutation DeleteOrganization($input: DeleteOrganizationInput!) {\n    deleteOrganization(input: $input) {\n      deletedOrganizationId\n    }\n  }\n": typeof types.DeleteOrganizationDocument,
    "\n  query ReadOperatorLog(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: OperatorLogFilter\n  ) {\n    operatorLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        id\n        action\n        organizationId\n        organizationName\n        targetId\n        changes\n        ip\n        userAgent\n        requestId\n        createdAt\n      }\n    }\n  }\n": typeof types.ReadOperatorLogDocument,
    "\n  mutation ArchiveProject($input: DeleteProjectInput!) {\n    deleteProject(input: $input) {\n      deletedProjectId\n      archivedProject {\n        id\n        archivedAt\n        purgeAt\n      }\n      organization {\n        id\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.ArchiveProjectDocument,
    "\n  query ArchivedProjects($first: Int, $after: String, $last: Int, $before: String) {\n    organization {\n      archivedProjects(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        nodes {\n          id\n          name\n          slug\n          createdAt\n          archivedAt\n          purgeAt\n          archivedBy {\n            kind\n            apiKeyId\n            apiKeyName\n          }\n          counts {\n            apiKeyCount\n            webhookSubscriptionCount\n            authConfigCount\n            connectedAccountCount\n            triggerCount\n          }\n        }\n      }\n    }\n  }\n": typeof types.ArchivedProjectsDocument,
    "\n  query ArchivedProject($id: ID!) {\n    organization {\n      archivedProject(id: $id) {\n        id\n        name\n        purgeAt\n      }\n    }\n  }\n": typeof types.ArchivedProjectDocument,
    "\n  mutation RestoreProject($input: RestoreProjectInput!) {\n    restoreProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n      projectEdge {\n        cursor\n        node {\n          id\n        }\n      }\n      organization {\n        id\n      }\n    }\n  }\n": typeof types.RestoreProjectDocument,
    "\n  mutation PurgeProject($input: PurgeProjectInput!) {\n    purgeProject(input: $input) {\n      purgedProjectId\n      organization {\n        id\n      }\n    }\n  }\n": typeof types.PurgeProjectDocument,
    "\n  fragment ProjectQuotaParts on ProjectQuota {\n    mode\n    toolCalls {\n      limit\n      used\n      resetAt\n    }\n    sessions {\n      limit\n      used\n      resetAt\n    }\n  }\n": typeof types.ProjectQuotaPartsFragmentDoc,
    "\n  mutation SetProjectQuota($input: SetProjectQuotaInput!) {\n    setProjectQuota(input: $input) {\n      project {\n        id\n        quota {\n          ...ProjectQuotaParts\n        }\n      }\n    }\n  }\n": typeof types.SetProjectQuotaDocument,
    "\n  query GetProjectQuota($projectId: ID) {\n    project(id: $projectId) {\n      quota {\n        ...ProjectQuotaParts\n      }\n    }\n  }\n": typeof types.GetProjectQuotaDocument,
    "\n  query ListProjectQuotas {\n    organization {\n      projects {\n        nodes {\n          id\n          quota {\n            ...ProjectQuotaParts\n          }\n        }\n      }\n    }\n  }\n": typeof types.ListProjectQuotasDocument,
    "\n  fragment ProjectParts on Project {\n    id\n    name\n    slug\n    environment\n    isDefault\n    createdAt\n    updatedAt\n    config {\n      displayName\n      logoUrl\n      is2FAEnabled\n      maskSecretKeysInConnectedAccount\n      logVisibilitySetting\n      requireMcpApiKey\n      updatedAt\n    }\n  }\n": typeof types.ProjectPartsFragmentDoc,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        ...ProjectParts\n        apiKeys {\n          ...ApiKeyParts\n        }\n      }\n      projectEdge {\n        cursor\n        node {\n          id\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n": typeof types.CreateProjectDocument,
    "\n  mutation CreateProjects($input: CreateProjectsInput!) {\n    createProjects(input: $input) {\n      createdCount\n      organization {\n        id\n      }\n      results {\n        project {\n          ...ProjectParts\n        }\n        projectEdge {\n          cursor\n          node {\n            id\n          }\n        }\n        issuedKey {\n          secret\n          apiKey {\n            ...ApiKeyParts\n          }\n        }\n        error {\n          code\n          reason\n          message\n          field\n          suggestedFix\n        }\n      }\n    }\n  }\n": typeof types.CreateProjectsDocument,
    "\n  mutation UpdateProject($input: UpdateProjectInput!) {\n    updateProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n    }\n  }\n": typeof types.UpdateProjectDocument,
    "\n  mutation UpdateProjectConfig($input: UpdateProjectConfigInput!) {\n    updateProjectConfig(input: $input) {\n      project {\n        ...ProjectParts\n      }\n    }\n  }\n": typeof types.UpdateProjectConfigDocument,
    "\n  mutation DeleteProject($input: DeleteProjectInput!) {\n    deleteProject(input: $input) {\n      deletedProjectId\n      organization {\n        id\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeleteProjectDocument,
    "\n  query GetProject($id: ID, $slug: String) {\n    project(id: $id, slug: $slug) {\n      ...ProjectParts\n      organization {\n        id\n      }\n      apiKeys {\n        ...ApiKeyParts\n      }\n    }\n  }\n": typeof types.GetProjectDocument,
    "\n  query FindProject($id: ID, $slug: String, $name: String) {\n    organization {\n      project(id: $id, slug: $slug, name: $name) {\n        ...ProjectParts\n      }\n    }\n  }\n": typeof types.FindProjectDocument,
    "\n  query ListProjects(\n    $first: Int, $after: String\n    $last: Int, $before: String\n    $isDefault: Boolean\n    $environment: ProjectEnvironment\n    $search: String\n    $orderBy: ProjectOrder\n  ) {\n    organization {\n      projects(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        isDefault: $isDefault\n        environment: $environment\n        search: $search\n        orderBy: $orderBy\n      ) {\n        totalCount\n        nodes {\n          id\n          name\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListProjectsDocument,
    "\n  mutation SetRateLimit($input: SetRateLimitInput!) {\n    setRateLimit(input: $input) {\n      project {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n      apiKey {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n    }\n  }\n": typeof types.SetRateLimitDocument,
    "\n  query GetRateLimit {\n    viewer {\n      apiKey {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n      rateLimit {\n        budget\n        limit\n        remaining\n        resetAt\n        cost\n      }\n    }\n  }\n": typeof types.GetRateLimitDocument,
    "\n  fragment SessionParts on Session {\n    id\n    userId\n    toolkitSlugs\n    status\n    createdAt\n    closedAt\n    toolCallCount\n  }\n": typeof types.SessionPartsFragmentDoc,
    "\n  mutation CreateSession($input: CreateSessionInput!) {\n    createSession(input: $input) {\n      session {\n        ...SessionParts\n      }\n    }\n  }\n": typeof types.CreateSessionDocument,
    "\n  mutation CloseSession($input: CloseSessionInput!) {\n    closeSession(input: $input) {\n      session {\n        ...SessionParts\n      }\n    }\n  }\n": typeof types.CloseSessionDocument,
    "\n  query GetSession($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      session(id: $id) {\n        ...SessionParts\n      }\n    }\n  }\n": typeof types.GetSessionDocument,
    "\n  query ListSessions(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $statuses: [SessionStatus!]\n    $userIds: [String!]\n    $toolkitSlugs: [String!]\n  ) {\n    project(id: $projectId) {\n      sessions(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        statuses: $statuses\n        userIds: $userIds\n        toolkitSlugs: $toolkitSlugs\n      ) {\n        totalCount\n        nodes {\n          ...SessionParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListSessionsDocument,
    "\n  query NodeSession($id: ID!) {\n    node(id: $id) {\n      id\n      ...SessionParts\n    }\n  }\n": typeof types.NodeSessionDocument,
    "\n  fragment ToolCallLogParts on ToolCallLog {\n    id\n    idempotencyKey\n    toolSlug\n    toolkitSlug\n    session {\n      id\n    }\n    connectedAccount {\n      id\n    }\n    connectedAccountId\n    userId\n    status\n    durationMs\n    errorCode\n    errorMessage\n    arguments\n    response\n    calledAt\n    createdAt\n  }\n": typeof types.ToolCallLogPartsFragmentDoc,
    "\n  mutation RecordToolCalls($input: RecordToolCallsInput!) {\n    recordToolCalls(input: $input) {\n      recordedCount\n      duplicateCount\n      toolCallLogs {\n        ...ToolCallLogParts\n      }\n    }\n  }\n": typeof types.RecordToolCallsDocument,
    "\n  mutation RecordToolCallsBriefly($input: RecordToolCallsInput!) {\n    recordToolCalls(input: $input) {\n      recordedCount\n      duplicateCount\n      uncountedCount\n      overQuotaCount\n    }\n  }\n": typeof types.RecordToolCallsBrieflyDocument,
    "\n  query GetToolCallLog($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      toolCallLog(id: $id) {\n        ...ToolCallLogParts\n      }\n    }\n  }\n": typeof types.GetToolCallLogDocument,
    "\n  query ListToolCallLogs(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolSlugs: [String!]\n    $toolkitSlugs: [String!]\n    $statuses: [ToolCallStatus!]\n    $sessionId: ID\n    $connectedAccountId: ID\n    $userIds: [String!]\n    $from: DateTime\n    $to: DateTime\n  ) {\n    project(id: $projectId) {\n      toolCallLogs(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolSlugs: $toolSlugs\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        sessionId: $sessionId\n        connectedAccountId: $connectedAccountId\n        userIds: $userIds\n        from: $from\n        to: $to\n      ) {\n        totalCount\n        nodes {\n          ...ToolCallLogParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListToolCallLogsDocument,
    "\n  query NodeToolCallLog($id: ID!) {\n    node(id: $id) {\n      id\n      ...ToolCallLogParts\n    }\n  }\n": typeof types.NodeToolCallLogDocument,
    "\n  fragment TriggerParts on Trigger {\n    id\n    slug\n    connectedAccount {\n      id\n    }\n    userId\n    config\n    enabled\n    createdAt\n    updatedAt\n  }\n": typeof types.TriggerPartsFragmentDoc,
    "\n  mutation UpsertTrigger($input: UpsertTriggerInput!) {\n    upsertTrigger(input: $input) {\n      wasCreated\n      trigger {\n        ...TriggerParts\n      }\n    }\n  }\n": typeof types.UpsertTriggerDocument,
    "\n  mutation SetTriggerEnabled($input: SetTriggerEnabledInput!) {\n    setTriggerEnabled(input: $input) {\n      trigger {\n        ...TriggerParts\n      }\n    }\n  }\n": typeof types.SetTriggerEnabledDocument,
    "\n  mutation DeleteTrigger($input: DeleteTriggerInput!) {\n    deleteTrigger(input: $input) {\n      deletedTriggerId\n      project {\n        id\n        triggers {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": typeof types.DeleteTriggerDocument,
    "\n  query GetTrigger($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      trigger(id: $id) {\n        ...TriggerParts\n      }\n    }\n  }\n": typeof types.GetTriggerDocument,
    "\n  query ListTriggers(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $slugs: [String!]\n    $connectedAccountIds: [ID!]\n    $userIds: [String!]\n    $enabled: Boolean\n    $search: String\n  ) {\n    project(id: $projectId) {\n      triggers(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        slugs: $slugs\n        connectedAccountIds: $connectedAccountIds\n        userIds: $userIds\n        enabled: $enabled\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...TriggerParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": typeof types.ListTriggersDocument,
    "\n  query NodeTrigger($id: ID!) {\n    node(id: $id) {\n      id\n      ...TriggerParts\n    }\n  }\n": typeof types.NodeTriggerDocument,
    "\n  query ProjectUsageSummary(\n    $projectId: ID\n    $from: DateTime\n    $to: DateTime\n    $entityTypes: [UsageEntityType!]\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        summary(from: $from, to: $to, entityTypes: $entityTypes, filter: $filter) {\n          from\n          to\n          total\n          entities {\n            entityType\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n": typeof types.ProjectUsageSummaryDocument,
    "\n  query ProjectUsageBreakdown(\n    $projectId: ID\n    $entityType: UsageEntityType!\n    $groupBy: UsageGrouping!\n    $from: DateTime\n    $to: DateTime\n    $orderBy: UsageOrder\n    $first: Int\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        breakdown(\n          entityType: $entityType\n          groupBy: $groupBy\n          from: $from\n          to: $to\n          orderBy: $orderBy\n          first: $first\n          filter: $filter\n        ) {\n          total\n          otherTotal\n          groupCount\n          groups {\n            key\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n": typeof types.ProjectUsageBreakdownDocument,
    "\n  query ProjectUsageGroups($groupBy: UsageGrouping!, $from: DateTime, $first: Int, $orderBy: UsageOrder) {\n    project {\n      usage {\n        breakdown(\n          entityType: TOOL_CALL\n          groupBy: $groupBy\n          from: $from\n          first: $first\n          orderBy: $orderBy\n        ) {\n          total\n          groups {\n            key\n            total\n          }\n        }\n      }\n    }\n  }\n": typeof types.ProjectUsageGroupsDocument,
    "\n  query ProjectUsageGroupCounts($from: DateTime) {\n    project {\n      usage {\n        aliased: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          count: groupCount\n        }\n        included: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          total\n          ... @include(if: true) {\n            groupCount\n          }\n        }\n        named: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          ...CountOfGroups\n        }\n        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          total\n        }\n        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          groupCount\n        }\n      }\n    }\n  }\n  fragment CountOfGroups on UsageBreakdown {\n    groupCount\n  }\n": typeof types.ProjectUsageGroupCountsDocument,
    "\n  query ProjectUsageTimeSeries(\n    $projectId: ID\n    $entityType: UsageEntityType!\n    $interval: UsageInterval!\n    $from: DateTime\n    $to: DateTime\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        timeSeries(entityType: $entityType, interval: $interval, from: $from, to: $to, filter: $filter) {\n          from\n          to\n          total\n          points {\n            at\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n": typeof types.ProjectUsageTimeSeriesDocument,
    "\n  query OrganizationUsage(\n    $from: DateTime\n    $to: DateTime\n    $groupBy: UsageGrouping!\n    $interval: UsageInterval!\n    $filter: UsageFilter\n  ) {\n    organization {\n      usage {\n        summary(from: $from, to: $to, filter: $filter) {\n          total\n        }\n        breakdown(entityType: TOOL_CALL, groupBy: $groupBy, from: $from, to: $to, filter: $filter) {\n          total\n          otherTotal\n          groupCount\n          groups {\n            key\n            total\n          }\n        }\n        timeSeries(entityType: TOOL_CALL, interval: $interval, from: $from, to: $to, filter: $filter) {\n          total\n        }\n      }\n    }\n  }\n": typeof types.OrganizationUsageDocument,
    "\n  query LastUsed {\n    organization {\n      usage {\n        lastUsedAt\n      }\n      projects {\n        nodes {\n          id\n          usage {\n            lastUsedAt\n          }\n        }\n      }\n    }\n  }\n": typeof types.LastUsedDocument,
    "\n  query Viewer {\n    viewer {\n      kind\n      apiKey {\n        ...ApiKeyParts\n      }\n      organization {\n        id\n        name\n      }\n      project {\n        id\n      }\n    }\n  }\n": typeof types.ViewerDocument,
    "\n  fragment WebhookSubscriptionParts on WebhookSubscription {\n    id\n    url\n    events\n    description\n    enabled\n    disabledReason\n    headerNames\n    previousSecretExpiresAt\n    createdAt\n    updatedAt\n    project {\n      id\n    }\n  }\n": typeof types.WebhookSubscriptionPartsFragmentDoc,
    "\n  fragment WebhookDeliveryParts on WebhookDelivery {\n    id\n    eventId\n    eventType\n    payload\n    status\n    attemptCount\n    responseStatus\n    error\n    lastAttemptAt\n    nextAttemptAt\n    createdAt\n  }\n": typeof types.WebhookDeliveryPartsFragmentDoc,
    "\n  mutation CreateWebhookSubscription($input: CreateWebhookSubscriptionInput!) {\n    createWebhookSubscription(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n      secret\n    }\n  }\n": typeof types.CreateWebhookSubscriptionDocument,
    "\n  mutation UpdateWebhookSubscription($input: UpdateWebhookSubscriptionInput!) {\n    updateWebhookSubscription(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n": typeof types.UpdateWebhookSubscriptionDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n      secret\n    }\n  }\n": typeof types.RotateWebhookSecretDocument,
    "\n  mutation DeleteWebhookSubscription($input: DeleteWebhookSubscriptionInput!) {\n    deleteWebhookSubscription(input: $input) {\n      deletedWebhookSubscriptionId\n    }\n  }\n": typeof types.DeleteWebhookSubscriptionDocument,
    "\n  mutation RedeliverWebhook($input: RedeliverWebhookInput!) {\n    redeliverWebhook(input: $input) {\n      delivery {\n        ...WebhookDeliveryParts\n      }\n    }\n  }\n": typeof types.RedeliverWebhookDocument,
    "\n  mutation RedeliverWebhooks($input: RedeliverWebhooksInput!) {\n    redeliverWebhooks(input: $input) {\n      redeliveredCount\n      webhookSubscription {\n        id\n      }\n    }\n  }\n": typeof types.RedeliverWebhooksDocument,
    "\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      delivery {\n        ...WebhookDeliveryParts\n        subscription {\n          id\n        }\n      }\n    }\n  }\n": typeof types.SendTestWebhookDocument,
    "\n  query ListProjectWebhooks($projectId: ID, $search: String) {\n    project(id: $projectId) {\n      webhookSubscriptions(search: $search) {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n": typeof types.ListProjectWebhooksDocument,
    "\n  query ListOrganizationWebhooks($search: String) {\n    organization {\n      webhookSubscriptions(search: $search) {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n": typeof types.ListOrganizationWebhooksDocument,
    "\n  query ListWebhookDeliveries(\n    $id: ID!\n    $status: WebhookDeliveryStatus\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n  ) {\n    node(id: $id) {\n      ... on WebhookSubscription {\n        id\n        deliveries(status: $status, first: $first, after: $after, last: $last, before: $before) {\n          totalCount\n          nodes {\n            ...WebhookDeliveryParts\n          }\n          pageInfo {\n            hasNextPage\n            hasPreviousPage\n            startCursor\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": typeof types.ListWebhookDeliveriesDocument,
};
const documents: Documents = {
    "\n  query BudgetOfViewer {\n    viewer {\n      rateLimit {\n        budget\n      }\n    }\n  }\n": types.BudgetOfViewerDocument,
    "\n  query CountProjects {\n    organization {\n      id\n      projects {\n        totalCount\n      }\n    }\n  }\n": types.CountProjectsDocument,
    "\n  query ReadOrganizationKeys {\n    organization {\n      apiKeys {\n        id\n      }\n    }\n  }\n": types.ReadOrganizationKeysDocument,
    "\n  query KeyOfViewer {\n    viewer {\n      apiKey {\n        id\n      }\n    }\n  }\n": types.KeyOfViewerDocument,
    "\n  query LogOfOrganization {\n    organization {\n      auditLog(first: 100) {\n        nodes {\n          projectId\n        }\n      }\n    }\n  }\n": types.LogOfOrganizationDocument,
    "\n  query KeysOfOrganization {\n    organization {\n      apiKeys {\n        id\n      }\n    }\n  }\n": types.KeysOfOrganizationDocument,
    "\n  query KeysOfMyOrganization {\n    viewer {\n      organization {\n        apiKeys {\n          id\n        }\n      }\n    }\n  }\n": types.KeysOfMyOrganizationDocument,
    "\n  query ConfigOfProject {\n    project {\n      id\n      config {\n        displayName\n      }\n    }\n  }\n": types.ConfigOfProjectDocument,
    "\n  query TriggersOfProject {\n    project {\n      id\n      triggers {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.TriggersOfProjectDocument,
    "\n  query ReadEntries($first: Int) {\n    organization {\n      auditLog(first: $first) {\n        nodes {\n          ...AuditEntryParts\n        }\n      }\n    }\n  }\n": types.ReadEntriesDocument,
    "\n  query ReadWhen($first: Int, $after: String) {\n    organization {\n      auditLog(first: $first, after: $after) {\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n": types.ReadWhenDocument,
    "\n  query ReadWhenAndHowMany {\n    organization {\n      auditLog {\n        totalCount\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n": types.ReadWhenAndHowManyDocument,
    "\n  query ReadWhenOfProject($id: ID, $after: String) {\n    project(id: $id) {\n      auditLog(after: $after) {\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n": types.ReadWhenOfProjectDocument,
    "\n  mutation OperatorReadsAuditLog {\n    createOrganization(input: { name: \"Watched\" }) {\n      organization {\n        auditLog {\n          totalCount\n        }\n      }\n    }\n  }\n": types.OperatorReadsAuditLogDocument,
    "\n  query ProjectReadsAuditLogOfOrganization {\n    viewer {\n      organization {\n        auditLog {\n          totalCount\n        }\n      }\n    }\n  }\n": types.ProjectReadsAuditLogOfOrganizationDocument,
    "\n  query ReadAccounts($first: Int) {\n    project {\n      connectedAccounts(first: $first) {\n        nodes {\n          id\n          credentials\n          authConfig {\n            id\n            connectedAccountCount\n          }\n        }\n      }\n    }\n  }\n": types.ReadAccountsDocument,
    "\n  query ReadAuthConfigs($first: Int) {\n    project {\n      authConfigs(first: $first) {\n        totalCount\n        nodes {\n          id\n          credentials\n          connectedAccountCount\n        }\n      }\n    }\n  }\n": types.ReadAuthConfigsDocument,
    "\n  query ReadEverything($first: Int) {\n    organization {\n      projects(first: $first) {\n        nodes {\n          authConfigs(first: 2) {\n            totalCount\n            nodes {\n              id\n              connectedAccountCount\n            }\n          }\n          connectedAccounts(statuses: [ACTIVE]) {\n            totalCount\n            nodes {\n              credentials\n              authConfig {\n                id\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ReadEverythingDocument,
    "\n  mutation PayloadOfNewOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        projects {\n          totalCount\n          nodes {\n            id\n            organization {\n              id\n            }\n            apiKeys {\n              id\n            }\n          }\n        }\n        project(name: \"default\") {\n          id\n        }\n        apiKeys {\n          project {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.PayloadOfNewOrganizationDocument,
    "\n  query WalkUp(\n    $projects: Boolean = false\n    $apiKeys: Boolean = false\n    $defaultProject: Boolean = false\n    $project: Boolean = false\n  ) {\n    viewer {\n      organization {\n        id\n        name\n        projects @include(if: $projects) {\n          totalCount\n        }\n        apiKeys @include(if: $apiKeys) {\n          id\n        }\n        defaultProject @include(if: $defaultProject) {\n          id\n        }\n        project(slug: \"own\") @include(if: $project) {\n          id\n        }\n      }\n    }\n  }\n": types.WalkUpDocument,
    "\n  query WalkAcross {\n    project {\n      organization {\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.WalkAcrossDocument,
    "\n  query PryIntoOrganization($id: ID!) {\n    organization(id: $id) {\n      projects {\n        nodes {\n          name\n          connectedAccounts {\n            nodes {\n              credentials\n            }\n          }\n        }\n      }\n    }\n  }\n": types.PryIntoOrganizationDocument,
    "\n  query ReadProject($id: ID, $slug: String) {\n    project(id: $id, slug: $slug) {\n      ...ProjectParts\n      apiKeys {\n        id\n        prefix\n        last4\n      }\n    }\n  }\n": types.ReadProjectDocument,
    "\n  query ReadProjects($first: Int) {\n    organization {\n      id\n      name\n      projects(first: $first) {\n        nodes {\n          ...ProjectParts\n          organization {\n            id\n          }\n          apiKeys {\n            id\n            prefix\n            last4\n          }\n        }\n      }\n    }\n  }\n": types.ReadProjectsDocument,
    "\n  query ReadPage {\n    organization {\n      projects {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.ReadPageDocument,
    "\n  query ReadPageAndCount {\n    organization {\n      projects {\n        totalCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n": types.ReadPageAndCountDocument,
    "\n  query ReadNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ... on Project {\n        name\n        config {\n          displayName\n        }\n        apiKeys {\n          id\n        }\n      }\n    }\n  }\n": types.ReadNodesDocument,
    "\n  query ReadViewer {\n    viewer {\n      kind\n      apiKey {\n        id\n        name\n        prefix\n        last4\n        createdAt\n      }\n    }\n  }\n": types.ReadViewerDocument,
    "\n  mutation WriteProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n      projectEdge {\n        cursor\n      }\n      issuedKey {\n        secret\n        apiKey {\n          id\n          prefix\n        }\n      }\n    }\n  }\n": types.WriteProjectDocument,
    "\n  mutation WriteKey($projectId: ID!) {\n    regenerateApiKey(input: { projectId: $projectId }) {\n      project {\n        id\n        name\n      }\n      issuedKey {\n        secret\n        apiKey {\n          id\n          prefix\n        }\n      }\n    }\n  }\n": types.WriteKeyDocument,
    "\n  query ReadSessions($first: Int) {\n    project {\n      sessions(first: $first) {\n        nodes {\n          id\n          toolCallCount\n        }\n      }\n    }\n  }\n": types.ReadSessionsDocument,
    "\n  query ReadTriggers($first: Int) {\n    project {\n      triggers(first: $first) {\n        nodes {\n          id\n          config\n          connectedAccount {\n            id\n            status\n          }\n        }\n      }\n    }\n  }\n": types.ReadTriggersDocument,
    "\n  query ReadCalls($first: Int) {\n    project {\n      toolCallLogs(first: $first) {\n        nodes {\n          id\n          arguments\n          response\n          errorMessage\n          session {\n            id\n            toolCallCount\n          }\n          connectedAccount {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.ReadCallsDocument,
    "\n  query ReadAllProjects($first: Int) {\n    organization {\n      projects(first: $first) {\n        nodes {\n          sessions {\n            totalCount\n            nodes {\n              toolCallCount\n            }\n          }\n          triggers(enabled: true) {\n            nodes {\n              connectedAccount {\n                id\n              }\n            }\n          }\n          toolCallLogs(statuses: [SUCCESS]) {\n            totalCount\n            nodes {\n              arguments\n              session {\n                id\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ReadAllProjectsDocument,
    "\n  query ReadAllWebhooks {\n    organization {\n      projects(first: 10) {\n        nodes {\n          webhookSubscriptions {\n            id\n            project {\n              id\n            }\n            deliveries(first: 2) {\n              totalCount\n              nodes {\n                id\n                subscription {\n                  id\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n": types.ReadAllWebhooksDocument,
    "\n  mutation ImportProjects($projects: [CreateProjectInput!]!) {\n    createProjects(input: { projects: $projects }) {\n      results {\n        project {\n          id\n        }\n        issuedKey {\n          secret\n        }\n        error {\n          reason\n          message\n        }\n      }\n    }\n  }\n": types.ImportProjectsDocument,
    "\n  mutation ReplaceKey($projectId: ID!) {\n    regenerateApiKey(input: { projectId: $projectId }) {\n      issuedKey {\n        secret\n      }\n    }\n  }\n": types.ReplaceKeyDocument,
    "\n  fragment ApiKeyParts on ApiKey {\n    id\n    name\n    prefix\n    last4\n    createdAt\n    project {\n      id\n    }\n  }\n": types.ApiKeyPartsFragmentDoc,
    "\n  mutation RegenerateApiKey($input: RegenerateApiKeyInput!) {\n    regenerateApiKey(input: $input) {\n      project {\n        id\n        apiKeys {\n          id\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n": types.RegenerateApiKeyDocument,
    "\n  fragment ApiKeyDetails on ApiKey {\n    ...ApiKeyParts\n    scopes\n    projectIds\n    allowedIps\n    expiresAt\n    enabled\n    createdBy {\n      kind\n      apiKeyId\n    }\n    secrets {\n      last4\n      createdAt\n      expiresAt\n    }\n  }\n": types.ApiKeyDetailsFragmentDoc,
    "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyDetails\n        }\n      }\n    }\n  }\n": types.CreateApiKeyDocument,
    "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyDetails\n      }\n    }\n  }\n": types.UpdateApiKeyDocument,
    "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyDetails\n        }\n      }\n    }\n  }\n": types.RotateApiKeyDocument,
    "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      revokedApiKeyId\n    }\n  }\n": types.RevokeApiKeyDocument,
    "\n  query VerifyApiKey($secret: String!, $scopes: [Scope!], $ip: String, $projectId: ID) {\n    verifyApiKey(secret: $secret, scopes: $scopes, ip: $ip, projectId: $projectId) {\n      isValid\n      code\n      missingScopes\n      apiKey {\n        id\n      }\n      project {\n        id\n        config {\n          requireMcpApiKey\n        }\n      }\n    }\n  }\n": types.VerifyApiKeyDocument,
    "\n  query ApiKeyScopes {\n    apiKeyScopes {\n      value\n      level\n      isImplied\n      description\n      fields\n      nodeTypes\n    }\n  }\n": types.ApiKeyScopesDocument,
    "\n  query RequiredScopes($document: String!) {\n    requiredScopes(document: $document)\n  }\n": types.RequiredScopesDocument,
    "\n  query LastUse($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        lastUsedAt\n        secrets {\n          last4\n          lastUsedAt\n        }\n      }\n    }\n  }\n": types.LastUseDocument,
    "\n  query KeyUpdatedAt($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        updatedAt\n      }\n    }\n  }\n": types.KeyUpdatedAtDocument,
    "\n  query ListFilteredKeys(\n    $projectId: ID!\n    $enabled: Boolean\n    $unusedSince: DateTime\n    $expiringBefore: DateTime\n    $hasExpiry: Boolean\n    $hasScopes: Boolean\n  ) {\n    organization {\n      apiKeys(\n        enabled: $enabled\n        unusedSince: $unusedSince\n        expiringBefore: $expiringBefore\n        hasExpiry: $hasExpiry\n        hasScopes: $hasScopes\n      ) {\n        id\n      }\n      project(id: $projectId) {\n        apiKeys(\n          enabled: $enabled\n          unusedSince: $unusedSince\n          expiringBefore: $expiringBefore\n          hasExpiry: $hasExpiry\n          hasScopes: $hasScopes\n        ) {\n          id\n        }\n      }\n    }\n  }\n": types.ListFilteredKeysDocument,
    "\n  query SecretsOfKeys($projectId: ID!) {\n    project(id: $projectId) {\n      apiKeys {\n        id\n        secrets {\n          last4\n          lastUsedAt\n        }\n      }\n    }\n  }\n": types.SecretsOfKeysDocument,
    "\n  fragment AuditEntryParts on AuditLogEntry {\n    id\n    action\n    actor {\n      kind\n      apiKeyId\n      apiKeyName\n      apiKey {\n        id\n        last4\n      }\n    }\n    targetId\n    projectId\n    project {\n      id\n      name\n    }\n    changes\n    result\n    deniedReason\n    ip\n    userAgent\n    requestId\n    createdAt\n  }\n": types.AuditEntryPartsFragmentDoc,
    "\n  fragment AuditPageParts on AuditLogConnection {\n    totalCount\n    nodes {\n      ...AuditEntryParts\n    }\n    edges {\n      cursor\n      node {\n        id\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n": types.AuditPagePartsFragmentDoc,
    "\n  query ReadAuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditLogFilter) {\n    organization {\n      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n        ...AuditPageParts\n      }\n    }\n  }\n": types.ReadAuditLogDocument,
    "\n  query ReadProjectAuditLog(\n    $id: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: ProjectAuditLogFilter\n  ) {\n    project(id: $id) {\n      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n        ...AuditPageParts\n      }\n    }\n  }\n": types.ReadProjectAuditLogDocument,
    "\n  query GetAuditEntries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n      ...AuditEntryParts\n    }\n  }\n": types.GetAuditEntriesDocument,
    "\n  query VerifyAuditLog($input: VerifyAuditLogInput) {\n    verifyAuditLog(input: $input) {\n      isIntact\n      entryCount\n      head {\n        sequence\n        hash\n        sealedAt\n      }\n      prunedThrough {\n        sequence\n        hash\n      }\n      firstViolation {\n        kind\n        sequence\n        entryId\n      }\n    }\n  }\n": types.VerifyAuditLogDocument,
    "\n  fragment AuthConfigParts on AuthConfig {\n    id\n    toolkitSlug\n    name\n    authScheme\n    credentials\n    isManaged\n    status\n    connectedAccountCount\n    createdAt\n    updatedAt\n  }\n": types.AuthConfigPartsFragmentDoc,
    "\n  mutation CreateAuthConfig($input: CreateAuthConfigInput!) {\n    createAuthConfig(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n": types.CreateAuthConfigDocument,
    "\n  mutation UpdateAuthConfig($input: UpdateAuthConfigInput!) {\n    updateAuthConfig(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n": types.UpdateAuthConfigDocument,
    "\n  mutation SetAuthConfigStatus($input: SetAuthConfigStatusInput!) {\n    setAuthConfigStatus(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n": types.SetAuthConfigStatusDocument,
    "\n  mutation DeleteAuthConfig($input: DeleteAuthConfigInput!) {\n    deleteAuthConfig(input: $input) {\n      deletedAuthConfigId\n      project {\n        id\n        authConfigs {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.DeleteAuthConfigDocument,
    "\n  query GetAuthConfig($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      authConfig(id: $id) {\n        ...AuthConfigParts\n      }\n    }\n  }\n": types.GetAuthConfigDocument,
    "\n  query ListAuthConfigs(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolkitSlugs: [String!]\n    $statuses: [AuthConfigStatus!]\n    $search: String\n  ) {\n    project(id: $projectId) {\n      authConfigs(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...AuthConfigParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListAuthConfigsDocument,
    "\n  query NodeAuthConfig($id: ID!) {\n    node(id: $id) {\n      id\n      ...AuthConfigParts\n    }\n  }\n": types.NodeAuthConfigDocument,
    "\n  fragment ConnectedAccountParts on ConnectedAccount {\n    id\n    authConfig {\n      id\n    }\n    toolkitSlug\n    userId\n    alias\n    status\n    statusReason\n    credentials\n    expiresAt\n    createdAt\n    updatedAt\n  }\n": types.ConnectedAccountPartsFragmentDoc,
    "\n  mutation CreateConnectedAccount($input: CreateConnectedAccountInput!) {\n    createConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": types.CreateConnectedAccountDocument,
    "\n  mutation UpdateConnectedAccount($input: UpdateConnectedAccountInput!) {\n    updateConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": types.UpdateConnectedAccountDocument,
    "\n  mutation SetConnectedAccountStatus($input: SetConnectedAccountStatusInput!) {\n    setConnectedAccountStatus(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": types.SetConnectedAccountStatusDocument,
    "\n  mutation RevokeConnectedAccount($input: RevokeConnectedAccountInput!) {\n    revokeConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": types.RevokeConnectedAccountDocument,
    "\n  mutation DeleteConnectedAccount($input: DeleteConnectedAccountInput!) {\n    deleteConnectedAccount(input: $input) {\n      deletedConnectedAccountId\n      project {\n        id\n        connectedAccounts {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.DeleteConnectedAccountDocument,
    "\n  query GetConnectedAccount($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      connectedAccount(id: $id) {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n": types.GetConnectedAccountDocument,
    "\n  query NodeConnectedAccount($id: ID!) {\n    node(id: $id) {\n      id\n      ...ConnectedAccountParts\n    }\n  }\n": types.NodeConnectedAccountDocument,
    "\n  query ListConnectedAccounts(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolkitSlugs: [String!]\n    $statuses: [ConnectedAccountStatus!]\n    $userIds: [String!]\n    $authConfigIds: [ID!]\n    $search: String\n  ) {\n    project(id: $projectId) {\n      connectedAccounts(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        userIds: $userIds\n        authConfigIds: $authConfigIds\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...ConnectedAccountParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListConnectedAccountsDocument,
    "\n  fragment PreviewParts on DeletionPreview {\n    removes {\n      type\n      count\n      isEstimate\n      newest\n      examples {\n        id\n        name\n      }\n    }\n    withheld\n    keeps\n    irreversible\n    restorableDays\n    blockers {\n      reason\n      suggestedFix\n    }\n    fingerprint\n    estimatedPurgeSeconds\n  }\n": types.PreviewPartsFragmentDoc,
    "\n  fragment StopParts on DeletionPreview {\n    stops {\n      apiKey {\n        id\n        name\n      }\n      lastUsedAt\n      callsLast7Days\n    }\n  }\n": types.StopPartsFragmentDoc,
    "\n  query PreviewDeletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Project {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on ApiKey {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on AuthConfig {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on ConnectedAccount {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on WebhookSubscription {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n": types.PreviewDeletionDocument,
    "\n  query PreviewPermanentDeletion($id: ID!) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview(permanently: true) {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n": types.PreviewPermanentDeletionDocument,
    "\n  query PreviewPurges {\n    organization {\n      archivedProjects {\n        nodes {\n          id\n          deletionPreview {\n            ...PreviewParts\n          }\n        }\n      }\n    }\n  }\n": types.PreviewPurgesDocument,
    "\n  query PreviewStops($id: ID!) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n      ... on ApiKey {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n      ... on AuthConfig {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n    }\n  }\n": types.PreviewStopsDocument,
    "\n  query PreviewExamples($id: ID!, $first: Int) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          removes {\n            type\n            examples(first: $first) {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n": types.PreviewExamplesDocument,
    "\n  query PreviewCost($id: ID!) {\n    viewer {\n      rateLimit {\n        cost\n      }\n    }\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n": types.PreviewCostDocument,
    "\n  query PlannedKeyLists {\n    organization {\n      apiKeys {\n        name\n        projectIds\n        allowedIps\n      }\n    }\n  }\n": types.PlannedKeyListsDocument,
    "\n  query PlannedProjectKeyLists {\n    project {\n      apiKeys {\n        projectIds\n        allowedIps\n      }\n    }\n  }\n": types.PlannedProjectKeyListsDocument,
    "\n  query AllKeyLists($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        scopes\n        projectIds\n        allowedIps\n      }\n    }\n  }\n": types.AllKeyListsDocument,
    "\n  mutation RegenerateWithLists($input: RegenerateApiKeyInput!) {\n    regenerateApiKey(input: $input) {\n      issuedKey {\n        apiKey {\n          projectIds\n          allowedIps\n        }\n      }\n    }\n  }\n": types.RegenerateWithListsDocument,
    "\n  query ScopesOfViewer {\n    viewer {\n      scopes\n    }\n  }\n": types.ScopesOfViewerDocument,
    "\n  fragment McpServerParts on McpServer {\n    id\n    name\n    allowedTools\n    url\n    createdAt\n    updatedAt\n  }\n": types.McpServerPartsFragmentDoc,
    "\n  mutation CreateMcpServer($input: CreateMcpServerInput!) {\n    createMcpServer(input: $input) {\n      mcpServer {\n        ...McpServerParts\n      }\n    }\n  }\n": types.CreateMcpServerDocument,
    "\n  mutation UpdateMcpServer($input: UpdateMcpServerInput!) {\n    updateMcpServer(input: $input) {\n      mcpServer {\n        ...McpServerParts\n      }\n    }\n  }\n": types.UpdateMcpServerDocument,
    "\n  mutation DeleteMcpServer($input: DeleteMcpServerInput!) {\n    deleteMcpServer(input: $input) {\n      deletedMcpServerId\n      project {\n        id\n        mcpServers {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.DeleteMcpServerDocument,
    "\n  query GetMcpServer($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      mcpServer(id: $id) {\n        ...McpServerParts\n      }\n    }\n  }\n": types.GetMcpServerDocument,
    "\n  query ListMcpServers($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $search: String) {\n    project(id: $projectId) {\n      mcpServers(first: $first, after: $after, last: $last, before: $before, search: $search) {\n        totalCount\n        nodes {\n          ...McpServerParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListMcpServersDocument,
    "\n  query NodeMcpServer($id: ID!) {\n    node(id: $id) {\n      id\n      ...McpServerParts\n    }\n  }\n": types.NodeMcpServerDocument,
    "\n  query GetNode($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n    }\n  }\n": types.GetNodeDocument,
    "\n  query GetNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n": types.GetNodesDocument,
    "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        name\n        createdAt\n        defaultProject {\n          ...ProjectParts\n        }\n        apiKeys {\n          ...ApiKeyParts\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n": types.CreateOrganizationDocument,
    "\n  query GetOrganization {\n    organization {\n      id\n      name\n      createdAt\n      updatedAt\n      defaultProject {\n        id\n      }\n      apiKeys {\n        ...ApiKeyParts\n      }\n    }\n  }\n": types.GetOrganizationDocument,
    "\n  fragment ManagedOrganizationParts on Organization {\n    id\n    name\n    createdAt\n    updatedAt\n    suspendedAt\n    suspensionReason\n  }\n": types.ManagedOrganizationPartsFragmentDoc,
    "\n  query ManagedOrganization($id: ID) {\n    organization(id: $id) {\n      ...ManagedOrganizationParts\n      counts {\n        projectCount\n        apiKeyCount\n        connectedAccountCount\n        triggerCount\n        mcpServerCount\n        webhookSubscriptionCount\n      }\n      usageThisMonth {\n        total\n        entities {\n          entityType\n          total\n        }\n      }\n    }\n  }\n": types.ManagedOrganizationDocument,
    "\n  query ListOrganizations(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $search: String\n    $isSuspended: Boolean\n  ) {\n    organizations(\n      first: $first\n      after: $after\n      last: $last\n      before: $before\n      search: $search\n      isSuspended: $isSuspended\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": types.ListOrganizationsDocument,
    "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": types.UpdateOrganizationDocument,
    "\n  mutation SuspendOrganization($input: SuspendOrganizationInput!) {\n    suspendOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": types.SuspendOrganizationDocument,
    "\n  mutation ResumeOrganization($input: ResumeOrganizationInput!) {\n    resumeOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n": types.ResumeOrganizationDocument,
    "\n  mutation DeleteOrganization($input: DeleteOrganizationInput!) {\n    deleteOrganization(input: $input) {\n      deletedOrganizationId\n    }\n  }\n": types.DeleteOrganizationDocument,
    "\n  query ReadOperatorLog(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: OperatorLogFilter\n  ) {\n    operatorLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        id\n        action\n        organizationId\n        organizationName\n        targetId\n        changes\n        ip\n        userAgent\n        requestId\n        createdAt\n      }\n    }\n  }\n": types.ReadOperatorLogDocument,
    "\n  mutation ArchiveProject($input: DeleteProjectInput!) {\n    deleteProject(input: $input) {\n      deletedProjectId\n      archivedProject {\n        id\n        archivedAt\n        purgeAt\n      }\n      organization {\n        id\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.ArchiveProjectDocument,
    "\n  query ArchivedProjects($first: Int, $after: String, $last: Int, $before: String) {\n    organization {\n      archivedProjects(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        nodes {\n          id\n          name\n          slug\n          createdAt\n          archivedAt\n          purgeAt\n          archivedBy {\n            kind\n            apiKeyId\n            apiKeyName\n          }\n          counts {\n            apiKeyCount\n            webhookSubscriptionCount\n            authConfigCount\n            connectedAccountCount\n            triggerCount\n          }\n        }\n      }\n    }\n  }\n": types.ArchivedProjectsDocument,
    "\n  query ArchivedProject($id: ID!) {\n    organization {\n      archivedProject(id: $id) {\n        id\n        name\n        purgeAt\n      }\n    }\n  }\n": types.ArchivedProjectDocument,
    "\n  mutation RestoreProject($input: RestoreProjectInput!) {\n    restoreProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n      projectEdge {\n        cursor\n        node {\n          id\n        }\n      }\n      organization {\n        id\n      }\n    }\n  }\n": types.RestoreProjectDocument,
    "\n  mutation PurgeProject($input: PurgeProjectInput!) {\n    purgeProject(input: $input) {\n      purgedProjectId\n      organization {\n        id\n      }\n    }\n  }\n": types.PurgeProjectDocument,
    "\n  fragment ProjectQuotaParts on ProjectQuota {\n    mode\n    toolCalls {\n      limit\n      used\n      resetAt\n    }\n    sessions {\n      limit\n      used\n      resetAt\n    }\n  }\n": types.ProjectQuotaPartsFragmentDoc,
    "\n  mutation SetProjectQuota($input: SetProjectQuotaInput!) {\n    setProjectQuota(input: $input) {\n      project {\n        id\n        quota {\n          ...ProjectQuotaParts\n        }\n      }\n    }\n  }\n": types.SetProjectQuotaDocument,
    "\n  query GetProjectQuota($projectId: ID) {\n    project(id: $projectId) {\n      quota {\n        ...ProjectQuotaParts\n      }\n    }\n  }\n": types.GetProjectQuotaDocument,
    "\n  query ListProjectQuotas {\n    organization {\n      projects {\n        nodes {\n          id\n          quota {\n            ...ProjectQuotaParts\n          }\n        }\n      }\n    }\n  }\n": types.ListProjectQuotasDocument,
    "\n  fragment ProjectParts on Project {\n    id\n    name\n    slug\n    environment\n    isDefault\n    createdAt\n    updatedAt\n    config {\n      displayName\n      logoUrl\n      is2FAEnabled\n      maskSecretKeysInConnectedAccount\n      logVisibilitySetting\n      requireMcpApiKey\n      updatedAt\n    }\n  }\n": types.ProjectPartsFragmentDoc,
    "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        ...ProjectParts\n        apiKeys {\n          ...ApiKeyParts\n        }\n      }\n      projectEdge {\n        cursor\n        node {\n          id\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n": types.CreateProjectDocument,
    "\n  mutation CreateProjects($input: CreateProjectsInput!) {\n    createProjects(input: $input) {\n      createdCount\n      organization {\n        id\n      }\n      results {\n        project {\n          ...ProjectParts\n        }\n        projectEdge {\n          cursor\n          node {\n            id\n          }\n        }\n        issuedKey {\n          secret\n          apiKey {\n            ...ApiKeyParts\n          }\n        }\n        error {\n          code\n          reason\n          message\n          field\n          suggestedFix\n        }\n      }\n    }\n  }\n": types.CreateProjectsDocument,
    "\n  mutation UpdateProject($input: UpdateProjectInput!) {\n    updateProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n    }\n  }\n": types.UpdateProjectDocument,
    "\n  mutation UpdateProjectConfig($input: UpdateProjectConfigInput!) {\n    updateProjectConfig(input: $input) {\n      project {\n        ...ProjectParts\n      }\n    }\n  }\n": types.UpdateProjectConfigDocument,
    "\n  mutation DeleteProject($input: DeleteProjectInput!) {\n    deleteProject(input: $input) {\n      deletedProjectId\n      organization {\n        id\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.DeleteProjectDocument,
    "\n  query GetProject($id: ID, $slug: String) {\n    project(id: $id, slug: $slug) {\n      ...ProjectParts\n      organization {\n        id\n      }\n      apiKeys {\n        ...ApiKeyParts\n      }\n    }\n  }\n": types.GetProjectDocument,
    "\n  query FindProject($id: ID, $slug: String, $name: String) {\n    organization {\n      project(id: $id, slug: $slug, name: $name) {\n        ...ProjectParts\n      }\n    }\n  }\n": types.FindProjectDocument,
    "\n  query ListProjects(\n    $first: Int, $after: String\n    $last: Int, $before: String\n    $isDefault: Boolean\n    $environment: ProjectEnvironment\n    $search: String\n    $orderBy: ProjectOrder\n  ) {\n    organization {\n      projects(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        isDefault: $isDefault\n        environment: $environment\n        search: $search\n        orderBy: $orderBy\n      ) {\n        totalCount\n        nodes {\n          id\n          name\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListProjectsDocument,
    "\n  mutation SetRateLimit($input: SetRateLimitInput!) {\n    setRateLimit(input: $input) {\n      project {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n      apiKey {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n    }\n  }\n": types.SetRateLimitDocument,
    "\n  query GetRateLimit {\n    viewer {\n      apiKey {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n      rateLimit {\n        budget\n        limit\n        remaining\n        resetAt\n        cost\n      }\n    }\n  }\n": types.GetRateLimitDocument,
    "\n  fragment SessionParts on Session {\n    id\n    userId\n    toolkitSlugs\n    status\n    createdAt\n    closedAt\n    toolCallCount\n  }\n": types.SessionPartsFragmentDoc,
    "\n  mutation CreateSession($input: CreateSessionInput!) {\n    createSession(input: $input) {\n      session {\n        ...SessionParts\n      }\n    }\n  }\n": types.CreateSessionDocument,
    "\n  mutation CloseSession($input: CloseSessionInput!) {\n    closeSession(input: $input) {\n      session {\n        ...SessionParts\n      }\n    }\n  }\n": types.CloseSessionDocument,
    "\n  query GetSession($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      session(id: $id) {\n        ...SessionParts\n      }\n    }\n  }\n": types.GetSessionDocument,
    "\n  query ListSessions(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $statuses: [SessionStatus!]\n    $userIds: [String!]\n    $toolkitSlugs: [String!]\n  ) {\n    project(id: $projectId) {\n      sessions(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        statuses: $statuses\n        userIds: $userIds\n        toolkitSlugs: $toolkitSlugs\n      ) {\n        totalCount\n        nodes {\n          ...SessionParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListSessionsDocument,
    "\n  query NodeSession($id: ID!) {\n    node(id: $id) {\n      id\n      ...SessionParts\n    }\n  }\n": types.NodeSessionDocument,
    "\n  fragment ToolCallLogParts on ToolCallLog {\n    id\n    idempotencyKey\n    toolSlug\n    toolkitSlug\n    session {\n      id\n    }\n    connectedAccount {\n      id\n    }\n    connectedAccountId\n    userId\n    status\n    durationMs\n    errorCode\n    errorMessage\n    arguments\n    response\n    calledAt\n    createdAt\n  }\n": types.ToolCallLogPartsFragmentDoc,
    "\n  mutation RecordToolCalls($input: RecordToolCallsInput!) {\n    recordToolCalls(input: $input) {\n      recordedCount\n      duplicateCount\n      toolCallLogs {\n        ...ToolCallLogParts\n      }\n    }\n  }\n": types.RecordToolCallsDocument,
    "\n  mutation RecordToolCallsBriefly($input: RecordToolCallsInput!) {\n    recordToolCalls(input: $input) {\n      recordedCount\n      duplicateCount\n      uncountedCount\n      overQuotaCount\n    }\n  }\n": types.RecordToolCallsBrieflyDocument,
    "\n  query GetToolCallLog($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      toolCallLog(id: $id) {\n        ...ToolCallLogParts\n      }\n    }\n  }\n": types.GetToolCallLogDocument,
    "\n  query ListToolCallLogs(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolSlugs: [String!]\n    $toolkitSlugs: [String!]\n    $statuses: [ToolCallStatus!]\n    $sessionId: ID\n    $connectedAccountId: ID\n    $userIds: [String!]\n    $from: DateTime\n    $to: DateTime\n  ) {\n    project(id: $projectId) {\n      toolCallLogs(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolSlugs: $toolSlugs\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        sessionId: $sessionId\n        connectedAccountId: $connectedAccountId\n        userIds: $userIds\n        from: $from\n        to: $to\n      ) {\n        totalCount\n        nodes {\n          ...ToolCallLogParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListToolCallLogsDocument,
    "\n  query NodeToolCallLog($id: ID!) {\n    node(id: $id) {\n      id\n      ...ToolCallLogParts\n    }\n  }\n": types.NodeToolCallLogDocument,
    "\n  fragment TriggerParts on Trigger {\n    id\n    slug\n    connectedAccount {\n      id\n    }\n    userId\n    config\n    enabled\n    createdAt\n    updatedAt\n  }\n": types.TriggerPartsFragmentDoc,
    "\n  mutation UpsertTrigger($input: UpsertTriggerInput!) {\n    upsertTrigger(input: $input) {\n      wasCreated\n      trigger {\n        ...TriggerParts\n      }\n    }\n  }\n": types.UpsertTriggerDocument,
    "\n  mutation SetTriggerEnabled($input: SetTriggerEnabledInput!) {\n    setTriggerEnabled(input: $input) {\n      trigger {\n        ...TriggerParts\n      }\n    }\n  }\n": types.SetTriggerEnabledDocument,
    "\n  mutation DeleteTrigger($input: DeleteTriggerInput!) {\n    deleteTrigger(input: $input) {\n      deletedTriggerId\n      project {\n        id\n        triggers {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n": types.DeleteTriggerDocument,
    "\n  query GetTrigger($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      trigger(id: $id) {\n        ...TriggerParts\n      }\n    }\n  }\n": types.GetTriggerDocument,
    "\n  query ListTriggers(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $slugs: [String!]\n    $connectedAccountIds: [ID!]\n    $userIds: [String!]\n    $enabled: Boolean\n    $search: String\n  ) {\n    project(id: $projectId) {\n      triggers(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        slugs: $slugs\n        connectedAccountIds: $connectedAccountIds\n        userIds: $userIds\n        enabled: $enabled\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...TriggerParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n": types.ListTriggersDocument,
    "\n  query NodeTrigger($id: ID!) {\n    node(id: $id) {\n      id\n      ...TriggerParts\n    }\n  }\n": types.NodeTriggerDocument,
    "\n  query ProjectUsageSummary(\n    $projectId: ID\n    $from: DateTime\n    $to: DateTime\n    $entityTypes: [UsageEntityType!]\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        summary(from: $from, to: $to, entityTypes: $entityTypes, filter: $filter) {\n          from\n          to\n          total\n          entities {\n            entityType\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n": types.ProjectUsageSummaryDocument,
    "\n  query ProjectUsageBreakdown(\n    $projectId: ID\n    $entityType: UsageEntityType!\n    $groupBy: UsageGrouping!\n    $from: DateTime\n    $to: DateTime\n    $orderBy: UsageOrder\n    $first: Int\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        breakdown(\n          entityType: $entityType\n          groupBy: $groupBy\n          from: $from\n          to: $to\n          orderBy: $orderBy\n          first: $first\n          filter: $filter\n        ) {\n          total\n          otherTotal\n          groupCount\n          groups {\n            key\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n": types.ProjectUsageBreakdownDocument,
    "\n  query ProjectUsageGroups($groupBy: UsageGrouping!, $from: DateTime, $first: Int, $orderBy: UsageOrder) {\n    project {\n      usage {\n        breakdown(\n          entityType: TOOL_CALL\n          groupBy: $groupBy\n          from: $from\n          first: $first\n          orderBy: $orderBy\n        ) {\n          total\n          groups {\n            key\n            total\n          }\n        }\n      }\n    }\n  }\n": types.ProjectUsageGroupsDocument,
    "\n  query ProjectUsageGroupCounts($from: DateTime) {\n    project {\n      usage {\n        aliased: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          count: groupCount\n        }\n        included: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          total\n          ... @include(if: true) {\n            groupCount\n          }\n        }\n        named: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          ...CountOfGroups\n        }\n        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          total\n        }\n        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          groupCount\n        }\n      }\n    }\n  }\n  fragment CountOfGroups on UsageBreakdown {\n    groupCount\n  }\n": types.ProjectUsageGroupCountsDocument,
    "\n  query ProjectUsageTimeSeries(\n    $projectId: ID\n    $entityType: UsageEntityType!\n    $interval: UsageInterval!\n    $from: DateTime\n    $to: DateTime\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        timeSeries(entityType: $entityType, interval: $interval, from: $from, to: $to, filter: $filter) {\n          from\n          to\n          total\n          points {\n            at\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n": types.ProjectUsageTimeSeriesDocument,
    "\n  query OrganizationUsage(\n    $from: DateTime\n    $to: DateTime\n    $groupBy: UsageGrouping!\n    $interval: UsageInterval!\n    $filter: UsageFilter\n  ) {\n    organization {\n      usage {\n        summary(from: $from, to: $to, filter: $filter) {\n          total\n        }\n        breakdown(entityType: TOOL_CALL, groupBy: $groupBy, from: $from, to: $to, filter: $filter) {\n          total\n          otherTotal\n          groupCount\n          groups {\n            key\n            total\n          }\n        }\n        timeSeries(entityType: TOOL_CALL, interval: $interval, from: $from, to: $to, filter: $filter) {\n          total\n        }\n      }\n    }\n  }\n": types.OrganizationUsageDocument,
    "\n  query LastUsed {\n    organization {\n      usage {\n        lastUsedAt\n      }\n      projects {\n        nodes {\n          id\n          usage {\n            lastUsedAt\n          }\n        }\n      }\n    }\n  }\n": types.LastUsedDocument,
    "\n  query Viewer {\n    viewer {\n      kind\n      apiKey {\n        ...ApiKeyParts\n      }\n      organization {\n        id\n        name\n      }\n      project {\n        id\n      }\n    }\n  }\n": types.ViewerDocument,
    "\n  fragment WebhookSubscriptionParts on WebhookSubscription {\n    id\n    url\n    events\n    description\n    enabled\n    disabledReason\n    headerNames\n    previousSecretExpiresAt\n    createdAt\n    updatedAt\n    project {\n      id\n    }\n  }\n": types.WebhookSubscriptionPartsFragmentDoc,
    "\n  fragment WebhookDeliveryParts on WebhookDelivery {\n    id\n    eventId\n    eventType\n    payload\n    status\n    attemptCount\n    responseStatus\n    error\n    lastAttemptAt\n    nextAttemptAt\n    createdAt\n  }\n": types.WebhookDeliveryPartsFragmentDoc,
    "\n  mutation CreateWebhookSubscription($input: CreateWebhookSubscriptionInput!) {\n    createWebhookSubscription(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n      secret\n    }\n  }\n": types.CreateWebhookSubscriptionDocument,
    "\n  mutation UpdateWebhookSubscription($input: UpdateWebhookSubscriptionInput!) {\n    updateWebhookSubscription(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n": types.UpdateWebhookSubscriptionDocument,
    "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n      secret\n    }\n  }\n": types.RotateWebhookSecretDocument,
    "\n  mutation DeleteWebhookSubscription($input: DeleteWebhookSubscriptionInput!) {\n    deleteWebhookSubscription(input: $input) {\n      deletedWebhookSubscriptionId\n    }\n  }\n": types.DeleteWebhookSubscriptionDocument,
    "\n  mutation RedeliverWebhook($input: RedeliverWebhookInput!) {\n    redeliverWebhook(input: $input) {\n      delivery {\n        ...WebhookDeliveryParts\n      }\n    }\n  }\n": types.RedeliverWebhookDocument,
    "\n  mutation RedeliverWebhooks($input: RedeliverWebhooksInput!) {\n    redeliverWebhooks(input: $input) {\n      redeliveredCount\n      webhookSubscription {\n        id\n      }\n    }\n  }\n": types.RedeliverWebhooksDocument,
    "\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      delivery {\n        ...WebhookDeliveryParts\n        subscription {\n          id\n        }\n      }\n    }\n  }\n": types.SendTestWebhookDocument,
    "\n  query ListProjectWebhooks($projectId: ID, $search: String) {\n    project(id: $projectId) {\n      webhookSubscriptions(search: $search) {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n": types.ListProjectWebhooksDocument,
    "\n  query ListOrganizationWebhooks($search: String) {\n    organization {\n      webhookSubscriptions(search: $search) {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n": types.ListOrganizationWebhooksDocument,
    "\n  query ListWebhookDeliveries(\n    $id: ID!\n    $status: WebhookDeliveryStatus\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n  ) {\n    node(id: $id) {\n      ... on WebhookSubscription {\n        id\n        deliveries(status: $status, first: $first, after: $after, last: $last, before: $before) {\n          totalCount\n          nodes {\n            ...WebhookDeliveryParts\n          }\n          pageInfo {\n            hasNextPage\n            hasPreviousPage\n            startCursor\n            endCursor\n          }\n        }\n      }\n    }\n  }\n": types.ListWebhookDeliveriesDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query BudgetOfViewer {\n    viewer {\n      rateLimit {\n        budget\n      }\n    }\n  }\n"): typeof import('./graphql.ts').BudgetOfViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query CountProjects {\n    organization {\n      id\n      projects {\n        totalCount\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CountProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadOrganizationKeys {\n    organization {\n      apiKeys {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadOrganizationKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyOfViewer {\n    viewer {\n      apiKey {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').KeyOfViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LogOfOrganization {\n    organization {\n      auditLog(first: 100) {\n        nodes {\n          projectId\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LogOfOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeysOfOrganization {\n    organization {\n      apiKeys {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').KeysOfOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeysOfMyOrganization {\n    viewer {\n      organization {\n        apiKeys {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').KeysOfMyOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ConfigOfProject {\n    project {\n      id\n      config {\n        displayName\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ConfigOfProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query TriggersOfProject {\n    project {\n      id\n      triggers {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').TriggersOfProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadEntries($first: Int) {\n    organization {\n      auditLog(first: $first) {\n        nodes {\n          ...AuditEntryParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadEntriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadWhen($first: Int, $after: String) {\n    organization {\n      auditLog(first: $first, after: $after) {\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadWhenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadWhenAndHowMany {\n    organization {\n      auditLog {\n        totalCount\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadWhenAndHowManyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadWhenOfProject($id: ID, $after: String) {\n    project(id: $id) {\n      auditLog(after: $after) {\n        edges {\n          node {\n            createdAt\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadWhenOfProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation OperatorReadsAuditLog {\n    createOrganization(input: { name: \"Watched\" }) {\n      organization {\n        auditLog {\n          totalCount\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OperatorReadsAuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectReadsAuditLogOfOrganization {\n    viewer {\n      organization {\n        auditLog {\n          totalCount\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ProjectReadsAuditLogOfOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadAccounts($first: Int) {\n    project {\n      connectedAccounts(first: $first) {\n        nodes {\n          id\n          credentials\n          authConfig {\n            id\n            connectedAccountCount\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadAccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadAuthConfigs($first: Int) {\n    project {\n      authConfigs(first: $first) {\n        totalCount\n        nodes {\n          id\n          credentials\n          connectedAccountCount\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadAuthConfigsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadEverything($first: Int) {\n    organization {\n      projects(first: $first) {\n        nodes {\n          authConfigs(first: 2) {\n            totalCount\n            nodes {\n              id\n              connectedAccountCount\n            }\n          }\n          connectedAccounts(statuses: [ACTIVE]) {\n            totalCount\n            nodes {\n              credentials\n              authConfig {\n                id\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadEverythingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PayloadOfNewOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        projects {\n          totalCount\n          nodes {\n            id\n            organization {\n              id\n            }\n            apiKeys {\n              id\n            }\n          }\n        }\n        project(name: \"default\") {\n          id\n        }\n        apiKeys {\n          project {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PayloadOfNewOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WalkUp(\n    $projects: Boolean = false\n    $apiKeys: Boolean = false\n    $defaultProject: Boolean = false\n    $project: Boolean = false\n  ) {\n    viewer {\n      organization {\n        id\n        name\n        projects @include(if: $projects) {\n          totalCount\n        }\n        apiKeys @include(if: $apiKeys) {\n          id\n        }\n        defaultProject @include(if: $defaultProject) {\n          id\n        }\n        project(slug: \"own\") @include(if: $project) {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WalkUpDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WalkAcross {\n    project {\n      organization {\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WalkAcrossDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PryIntoOrganization($id: ID!) {\n    organization(id: $id) {\n      projects {\n        nodes {\n          name\n          connectedAccounts {\n            nodes {\n              credentials\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PryIntoOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadProject($id: ID, $slug: String) {\n    project(id: $id, slug: $slug) {\n      ...ProjectParts\n      apiKeys {\n        id\n        prefix\n        last4\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadProjects($first: Int) {\n    organization {\n      id\n      name\n      projects(first: $first) {\n        nodes {\n          ...ProjectParts\n          organization {\n            id\n          }\n          apiKeys {\n            id\n            prefix\n            last4\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadPage {\n    organization {\n      projects {\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadPageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadPageAndCount {\n    organization {\n      projects {\n        totalCount\n        nodes {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadPageAndCountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      id\n      ... on Project {\n        name\n        config {\n          displayName\n        }\n        apiKeys {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadNodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadViewer {\n    viewer {\n      kind\n      apiKey {\n        id\n        name\n        prefix\n        last4\n        createdAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WriteProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n      projectEdge {\n        cursor\n      }\n      issuedKey {\n        secret\n        apiKey {\n          id\n          prefix\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WriteProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation WriteKey($projectId: ID!) {\n    regenerateApiKey(input: { projectId: $projectId }) {\n      project {\n        id\n        name\n      }\n      issuedKey {\n        secret\n        apiKey {\n          id\n          prefix\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WriteKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadSessions($first: Int) {\n    project {\n      sessions(first: $first) {\n        nodes {\n          id\n          toolCallCount\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadSessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadTriggers($first: Int) {\n    project {\n      triggers(first: $first) {\n        nodes {\n          id\n          config\n          connectedAccount {\n            id\n            status\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadTriggersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadCalls($first: Int) {\n    project {\n      toolCallLogs(first: $first) {\n        nodes {\n          id\n          arguments\n          response\n          errorMessage\n          session {\n            id\n            toolCallCount\n          }\n          connectedAccount {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadCallsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadAllProjects($first: Int) {\n    organization {\n      projects(first: $first) {\n        nodes {\n          sessions {\n            totalCount\n            nodes {\n              toolCallCount\n            }\n          }\n          triggers(enabled: true) {\n            nodes {\n              connectedAccount {\n                id\n              }\n            }\n          }\n          toolCallLogs(statuses: [SUCCESS]) {\n            totalCount\n            nodes {\n              arguments\n              session {\n                id\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadAllProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadAllWebhooks {\n    organization {\n      projects(first: 10) {\n        nodes {\n          webhookSubscriptions {\n            id\n            project {\n              id\n            }\n            deliveries(first: 2) {\n              totalCount\n              nodes {\n                id\n                subscription {\n                  id\n                }\n              }\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadAllWebhooksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ImportProjects($projects: [CreateProjectInput!]!) {\n    createProjects(input: { projects: $projects }) {\n      results {\n        project {\n          id\n        }\n        issuedKey {\n          secret\n        }\n        error {\n          reason\n          message\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ImportProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ReplaceKey($projectId: ID!) {\n    regenerateApiKey(input: { projectId: $projectId }) {\n      issuedKey {\n        secret\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReplaceKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeyParts on ApiKey {\n    id\n    name\n    prefix\n    last4\n    createdAt\n    project {\n      id\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeyPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegenerateApiKey($input: RegenerateApiKeyInput!) {\n    regenerateApiKey(input: $input) {\n      project {\n        id\n        apiKeys {\n          id\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RegenerateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ApiKeyDetails on ApiKey {\n    ...ApiKeyParts\n    scopes\n    projectIds\n    allowedIps\n    expiresAt\n    enabled\n    createdBy {\n      kind\n      apiKeyId\n    }\n    secrets {\n      last4\n      createdAt\n      expiresAt\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeyDetailsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateApiKey($input: CreateApiKeyInput!) {\n    createApiKey(input: $input) {\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyDetails\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateApiKey($input: UpdateApiKeyInput!) {\n    updateApiKey(input: $input) {\n      apiKey {\n        ...ApiKeyDetails\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateApiKey($input: RotateApiKeyInput!) {\n    rotateApiKey(input: $input) {\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyDetails\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RotateApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeApiKey($input: RevokeApiKeyInput!) {\n    revokeApiKey(input: $input) {\n      revokedApiKeyId\n    }\n  }\n"): typeof import('./graphql.ts').RevokeApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VerifyApiKey($secret: String!, $scopes: [Scope!], $ip: String, $projectId: ID) {\n    verifyApiKey(secret: $secret, scopes: $scopes, ip: $ip, projectId: $projectId) {\n      isValid\n      code\n      missingScopes\n      apiKey {\n        id\n      }\n      project {\n        id\n        config {\n          requireMcpApiKey\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').VerifyApiKeyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ApiKeyScopes {\n    apiKeyScopes {\n      value\n      level\n      isImplied\n      description\n      fields\n      nodeTypes\n    }\n  }\n"): typeof import('./graphql.ts').ApiKeyScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RequiredScopes($document: String!) {\n    requiredScopes(document: $document)\n  }\n"): typeof import('./graphql.ts').RequiredScopesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LastUse($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        lastUsedAt\n        secrets {\n          last4\n          lastUsedAt\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LastUseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query KeyUpdatedAt($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        updatedAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').KeyUpdatedAtDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListFilteredKeys(\n    $projectId: ID!\n    $enabled: Boolean\n    $unusedSince: DateTime\n    $expiringBefore: DateTime\n    $hasExpiry: Boolean\n    $hasScopes: Boolean\n  ) {\n    organization {\n      apiKeys(\n        enabled: $enabled\n        unusedSince: $unusedSince\n        expiringBefore: $expiringBefore\n        hasExpiry: $hasExpiry\n        hasScopes: $hasScopes\n      ) {\n        id\n      }\n      project(id: $projectId) {\n        apiKeys(\n          enabled: $enabled\n          unusedSince: $unusedSince\n          expiringBefore: $expiringBefore\n          hasExpiry: $hasExpiry\n          hasScopes: $hasScopes\n        ) {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListFilteredKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query SecretsOfKeys($projectId: ID!) {\n    project(id: $projectId) {\n      apiKeys {\n        id\n        secrets {\n          last4\n          lastUsedAt\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SecretsOfKeysDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditEntryParts on AuditLogEntry {\n    id\n    action\n    actor {\n      kind\n      apiKeyId\n      apiKeyName\n      apiKey {\n        id\n        last4\n      }\n    }\n    targetId\n    projectId\n    project {\n      id\n      name\n    }\n    changes\n    result\n    deniedReason\n    ip\n    userAgent\n    requestId\n    createdAt\n  }\n"): typeof import('./graphql.ts').AuditEntryPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuditPageParts on AuditLogConnection {\n    totalCount\n    nodes {\n      ...AuditEntryParts\n    }\n    edges {\n      cursor\n      node {\n        id\n      }\n    }\n    pageInfo {\n      hasNextPage\n      hasPreviousPage\n      startCursor\n      endCursor\n    }\n  }\n"): typeof import('./graphql.ts').AuditPagePartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadAuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditLogFilter) {\n    organization {\n      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n        ...AuditPageParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadAuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadProjectAuditLog(\n    $id: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: ProjectAuditLogFilter\n  ) {\n    project(id: $id) {\n      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n        ...AuditPageParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadProjectAuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetAuditEntries($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n      ...AuditEntryParts\n    }\n  }\n"): typeof import('./graphql.ts').GetAuditEntriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query VerifyAuditLog($input: VerifyAuditLogInput) {\n    verifyAuditLog(input: $input) {\n      isIntact\n      entryCount\n      head {\n        sequence\n        hash\n        sealedAt\n      }\n      prunedThrough {\n        sequence\n        hash\n      }\n      firstViolation {\n        kind\n        sequence\n        entryId\n      }\n    }\n  }\n"): typeof import('./graphql.ts').VerifyAuditLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment AuthConfigParts on AuthConfig {\n    id\n    toolkitSlug\n    name\n    authScheme\n    credentials\n    isManaged\n    status\n    connectedAccountCount\n    createdAt\n    updatedAt\n  }\n"): typeof import('./graphql.ts').AuthConfigPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateAuthConfig($input: CreateAuthConfigInput!) {\n    createAuthConfig(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateAuthConfigDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateAuthConfig($input: UpdateAuthConfigInput!) {\n    updateAuthConfig(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateAuthConfigDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetAuthConfigStatus($input: SetAuthConfigStatusInput!) {\n    setAuthConfigStatus(input: $input) {\n      authConfig {\n        ...AuthConfigParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SetAuthConfigStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteAuthConfig($input: DeleteAuthConfigInput!) {\n    deleteAuthConfig(input: $input) {\n      deletedAuthConfigId\n      project {\n        id\n        authConfigs {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteAuthConfigDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetAuthConfig($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      authConfig(id: $id) {\n        ...AuthConfigParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetAuthConfigDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListAuthConfigs(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolkitSlugs: [String!]\n    $statuses: [AuthConfigStatus!]\n    $search: String\n  ) {\n    project(id: $projectId) {\n      authConfigs(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...AuthConfigParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListAuthConfigsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeAuthConfig($id: ID!) {\n    node(id: $id) {\n      id\n      ...AuthConfigParts\n    }\n  }\n"): typeof import('./graphql.ts').NodeAuthConfigDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ConnectedAccountParts on ConnectedAccount {\n    id\n    authConfig {\n      id\n    }\n    toolkitSlug\n    userId\n    alias\n    status\n    statusReason\n    credentials\n    expiresAt\n    createdAt\n    updatedAt\n  }\n"): typeof import('./graphql.ts').ConnectedAccountPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateConnectedAccount($input: CreateConnectedAccountInput!) {\n    createConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateConnectedAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateConnectedAccount($input: UpdateConnectedAccountInput!) {\n    updateConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateConnectedAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetConnectedAccountStatus($input: SetConnectedAccountStatusInput!) {\n    setConnectedAccountStatus(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SetConnectedAccountStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RevokeConnectedAccount($input: RevokeConnectedAccountInput!) {\n    revokeConnectedAccount(input: $input) {\n      connectedAccount {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RevokeConnectedAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteConnectedAccount($input: DeleteConnectedAccountInput!) {\n    deleteConnectedAccount(input: $input) {\n      deletedConnectedAccountId\n      project {\n        id\n        connectedAccounts {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteConnectedAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetConnectedAccount($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      connectedAccount(id: $id) {\n        ...ConnectedAccountParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetConnectedAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeConnectedAccount($id: ID!) {\n    node(id: $id) {\n      id\n      ...ConnectedAccountParts\n    }\n  }\n"): typeof import('./graphql.ts').NodeConnectedAccountDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListConnectedAccounts(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolkitSlugs: [String!]\n    $statuses: [ConnectedAccountStatus!]\n    $userIds: [String!]\n    $authConfigIds: [ID!]\n    $search: String\n  ) {\n    project(id: $projectId) {\n      connectedAccounts(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        userIds: $userIds\n        authConfigIds: $authConfigIds\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...ConnectedAccountParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListConnectedAccountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment PreviewParts on DeletionPreview {\n    removes {\n      type\n      count\n      isEstimate\n      newest\n      examples {\n        id\n        name\n      }\n    }\n    withheld\n    keeps\n    irreversible\n    restorableDays\n    blockers {\n      reason\n      suggestedFix\n    }\n    fingerprint\n    estimatedPurgeSeconds\n  }\n"): typeof import('./graphql.ts').PreviewPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment StopParts on DeletionPreview {\n    stops {\n      apiKey {\n        id\n        name\n      }\n      lastUsedAt\n      callsLast7Days\n    }\n  }\n"): typeof import('./graphql.ts').StopPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewDeletion($id: ID!) {\n    node(id: $id) {\n      __typename\n      ... on Project {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on ApiKey {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on AuthConfig {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on ConnectedAccount {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n      ... on WebhookSubscription {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewDeletionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewPermanentDeletion($id: ID!) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview(permanently: true) {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewPermanentDeletionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewPurges {\n    organization {\n      archivedProjects {\n        nodes {\n          id\n          deletionPreview {\n            ...PreviewParts\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewPurgesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewStops($id: ID!) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n      ... on ApiKey {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n      ... on AuthConfig {\n        deletionPreview {\n          ...StopParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewStopsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewExamples($id: ID!, $first: Int) {\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          removes {\n            type\n            examples(first: $first) {\n              id\n            }\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewExamplesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PreviewCost($id: ID!) {\n    viewer {\n      rateLimit {\n        cost\n      }\n    }\n    node(id: $id) {\n      ... on Project {\n        deletionPreview {\n          ...PreviewParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PreviewCostDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlannedKeyLists {\n    organization {\n      apiKeys {\n        name\n        projectIds\n        allowedIps\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PlannedKeyListsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query PlannedProjectKeyLists {\n    project {\n      apiKeys {\n        projectIds\n        allowedIps\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PlannedProjectKeyListsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query AllKeyLists($id: ID!) {\n    node(id: $id) {\n      ... on ApiKey {\n        scopes\n        projectIds\n        allowedIps\n      }\n    }\n  }\n"): typeof import('./graphql.ts').AllKeyListsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RegenerateWithLists($input: RegenerateApiKeyInput!) {\n    regenerateApiKey(input: $input) {\n      issuedKey {\n        apiKey {\n          projectIds\n          allowedIps\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RegenerateWithListsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ScopesOfViewer {\n    viewer {\n      scopes\n    }\n  }\n"): typeof import('./graphql.ts').ScopesOfViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment McpServerParts on McpServer {\n    id\n    name\n    allowedTools\n    url\n    createdAt\n    updatedAt\n  }\n"): typeof import('./graphql.ts').McpServerPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateMcpServer($input: CreateMcpServerInput!) {\n    createMcpServer(input: $input) {\n      mcpServer {\n        ...McpServerParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateMcpServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateMcpServer($input: UpdateMcpServerInput!) {\n    updateMcpServer(input: $input) {\n      mcpServer {\n        ...McpServerParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateMcpServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteMcpServer($input: DeleteMcpServerInput!) {\n    deleteMcpServer(input: $input) {\n      deletedMcpServerId\n      project {\n        id\n        mcpServers {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteMcpServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetMcpServer($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      mcpServer(id: $id) {\n        ...McpServerParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetMcpServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListMcpServers($projectId: ID, $first: Int, $after: String, $last: Int, $before: String, $search: String) {\n    project(id: $projectId) {\n      mcpServers(first: $first, after: $after, last: $last, before: $before, search: $search) {\n        totalCount\n        nodes {\n          ...McpServerParts\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListMcpServersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeMcpServer($id: ID!) {\n    node(id: $id) {\n      id\n      ...McpServerParts\n    }\n  }\n"): typeof import('./graphql.ts').NodeMcpServerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetNode($id: ID!) {\n    node(id: $id) {\n      __typename\n      id\n    }\n  }\n"): typeof import('./graphql.ts').GetNodeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetNodes($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      __typename\n      id\n    }\n  }\n"): typeof import('./graphql.ts').GetNodesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateOrganization($input: CreateOrganizationInput!) {\n    createOrganization(input: $input) {\n      organization {\n        id\n        name\n        createdAt\n        defaultProject {\n          ...ProjectParts\n        }\n        apiKeys {\n          ...ApiKeyParts\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetOrganization {\n    organization {\n      id\n      name\n      createdAt\n      updatedAt\n      defaultProject {\n        id\n      }\n      apiKeys {\n        ...ApiKeyParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ManagedOrganizationParts on Organization {\n    id\n    name\n    createdAt\n    updatedAt\n    suspendedAt\n    suspensionReason\n  }\n"): typeof import('./graphql.ts').ManagedOrganizationPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ManagedOrganization($id: ID) {\n    organization(id: $id) {\n      ...ManagedOrganizationParts\n      counts {\n        projectCount\n        apiKeyCount\n        connectedAccountCount\n        triggerCount\n        mcpServerCount\n        webhookSubscriptionCount\n      }\n      usageThisMonth {\n        total\n        entities {\n          entityType\n          total\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ManagedOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListOrganizations(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $search: String\n    $isSuspended: Boolean\n  ) {\n    organizations(\n      first: $first\n      after: $after\n      last: $last\n      before: $before\n      search: $search\n      isSuspended: $isSuspended\n    ) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListOrganizationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateOrganization($input: UpdateOrganizationInput!) {\n    updateOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SuspendOrganization($input: SuspendOrganizationInput!) {\n    suspendOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SuspendOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ResumeOrganization($input: ResumeOrganizationInput!) {\n    resumeOrganization(input: $input) {\n      organization {\n        ...ManagedOrganizationParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ResumeOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteOrganization($input: DeleteOrganizationInput!) {\n    deleteOrganization(input: $input) {\n      deletedOrganizationId\n    }\n  }\n"): typeof import('./graphql.ts').DeleteOrganizationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ReadOperatorLog(\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $filter: OperatorLogFilter\n  ) {\n    operatorLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {\n      totalCount\n      pageInfo {\n        hasNextPage\n        hasPreviousPage\n        startCursor\n        endCursor\n      }\n      nodes {\n        id\n        action\n        organizationId\n        organizationName\n        targetId\n        changes\n        ip\n        userAgent\n        requestId\n        createdAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ReadOperatorLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation ArchiveProject($input: DeleteProjectInput!) {\n    deleteProject(input: $input) {\n      deletedProjectId\n      archivedProject {\n        id\n        archivedAt\n        purgeAt\n      }\n      organization {\n        id\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ArchiveProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ArchivedProjects($first: Int, $after: String, $last: Int, $before: String) {\n    organization {\n      archivedProjects(first: $first, after: $after, last: $last, before: $before) {\n        totalCount\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n        nodes {\n          id\n          name\n          slug\n          createdAt\n          archivedAt\n          purgeAt\n          archivedBy {\n            kind\n            apiKeyId\n            apiKeyName\n          }\n          counts {\n            apiKeyCount\n            webhookSubscriptionCount\n            authConfigCount\n            connectedAccountCount\n            triggerCount\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ArchivedProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ArchivedProject($id: ID!) {\n    organization {\n      archivedProject(id: $id) {\n        id\n        name\n        purgeAt\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ArchivedProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RestoreProject($input: RestoreProjectInput!) {\n    restoreProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n      projectEdge {\n        cursor\n        node {\n          id\n        }\n      }\n      organization {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RestoreProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation PurgeProject($input: PurgeProjectInput!) {\n    purgeProject(input: $input) {\n      purgedProjectId\n      organization {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').PurgeProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectQuotaParts on ProjectQuota {\n    mode\n    toolCalls {\n      limit\n      used\n      resetAt\n    }\n    sessions {\n      limit\n      used\n      resetAt\n    }\n  }\n"): typeof import('./graphql.ts').ProjectQuotaPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetProjectQuota($input: SetProjectQuotaInput!) {\n    setProjectQuota(input: $input) {\n      project {\n        id\n        quota {\n          ...ProjectQuotaParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SetProjectQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetProjectQuota($projectId: ID) {\n    project(id: $projectId) {\n      quota {\n        ...ProjectQuotaParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetProjectQuotaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListProjectQuotas {\n    organization {\n      projects {\n        nodes {\n          id\n          quota {\n            ...ProjectQuotaParts\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListProjectQuotasDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ProjectParts on Project {\n    id\n    name\n    slug\n    environment\n    isDefault\n    createdAt\n    updatedAt\n    config {\n      displayName\n      logoUrl\n      is2FAEnabled\n      maskSecretKeysInConnectedAccount\n      logVisibilitySetting\n      requireMcpApiKey\n      updatedAt\n    }\n  }\n"): typeof import('./graphql.ts').ProjectPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProject($input: CreateProjectInput!) {\n    createProject(input: $input) {\n      project {\n        ...ProjectParts\n        apiKeys {\n          ...ApiKeyParts\n        }\n      }\n      projectEdge {\n        cursor\n        node {\n          id\n        }\n      }\n      issuedKey {\n        secret\n        apiKey {\n          ...ApiKeyParts\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateProjects($input: CreateProjectsInput!) {\n    createProjects(input: $input) {\n      createdCount\n      organization {\n        id\n      }\n      results {\n        project {\n          ...ProjectParts\n        }\n        projectEdge {\n          cursor\n          node {\n            id\n          }\n        }\n        issuedKey {\n          secret\n          apiKey {\n            ...ApiKeyParts\n          }\n        }\n        error {\n          code\n          reason\n          message\n          field\n          suggestedFix\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProject($input: UpdateProjectInput!) {\n    updateProject(input: $input) {\n      project {\n        ...ProjectParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateProjectConfig($input: UpdateProjectConfigInput!) {\n    updateProjectConfig(input: $input) {\n      project {\n        ...ProjectParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateProjectConfigDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteProject($input: DeleteProjectInput!) {\n    deleteProject(input: $input) {\n      deletedProjectId\n      organization {\n        id\n        projects {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetProject($id: ID, $slug: String) {\n    project(id: $id, slug: $slug) {\n      ...ProjectParts\n      organization {\n        id\n      }\n      apiKeys {\n        ...ApiKeyParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query FindProject($id: ID, $slug: String, $name: String) {\n    organization {\n      project(id: $id, slug: $slug, name: $name) {\n        ...ProjectParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').FindProjectDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListProjects(\n    $first: Int, $after: String\n    $last: Int, $before: String\n    $isDefault: Boolean\n    $environment: ProjectEnvironment\n    $search: String\n    $orderBy: ProjectOrder\n  ) {\n    organization {\n      projects(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        isDefault: $isDefault\n        environment: $environment\n        search: $search\n        orderBy: $orderBy\n      ) {\n        totalCount\n        nodes {\n          id\n          name\n        }\n        edges {\n          cursor\n          node {\n            id\n          }\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListProjectsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetRateLimit($input: SetRateLimitInput!) {\n    setRateLimit(input: $input) {\n      project {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n      apiKey {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SetRateLimitDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetRateLimit {\n    viewer {\n      apiKey {\n        id\n        rateLimitPerMinute\n        guaranteedPerMinute\n      }\n      rateLimit {\n        budget\n        limit\n        remaining\n        resetAt\n        cost\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetRateLimitDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment SessionParts on Session {\n    id\n    userId\n    toolkitSlugs\n    status\n    createdAt\n    closedAt\n    toolCallCount\n  }\n"): typeof import('./graphql.ts').SessionPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateSession($input: CreateSessionInput!) {\n    createSession(input: $input) {\n      session {\n        ...SessionParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CreateSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CloseSession($input: CloseSessionInput!) {\n    closeSession(input: $input) {\n      session {\n        ...SessionParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').CloseSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetSession($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      session(id: $id) {\n        ...SessionParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListSessions(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $statuses: [SessionStatus!]\n    $userIds: [String!]\n    $toolkitSlugs: [String!]\n  ) {\n    project(id: $projectId) {\n      sessions(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        statuses: $statuses\n        userIds: $userIds\n        toolkitSlugs: $toolkitSlugs\n      ) {\n        totalCount\n        nodes {\n          ...SessionParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListSessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeSession($id: ID!) {\n    node(id: $id) {\n      id\n      ...SessionParts\n    }\n  }\n"): typeof import('./graphql.ts').NodeSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment ToolCallLogParts on ToolCallLog {\n    id\n    idempotencyKey\n    toolSlug\n    toolkitSlug\n    session {\n      id\n    }\n    connectedAccount {\n      id\n    }\n    connectedAccountId\n    userId\n    status\n    durationMs\n    errorCode\n    errorMessage\n    arguments\n    response\n    calledAt\n    createdAt\n  }\n"): typeof import('./graphql.ts').ToolCallLogPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordToolCalls($input: RecordToolCallsInput!) {\n    recordToolCalls(input: $input) {\n      recordedCount\n      duplicateCount\n      toolCallLogs {\n        ...ToolCallLogParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RecordToolCallsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RecordToolCallsBriefly($input: RecordToolCallsInput!) {\n    recordToolCalls(input: $input) {\n      recordedCount\n      duplicateCount\n      uncountedCount\n      overQuotaCount\n    }\n  }\n"): typeof import('./graphql.ts').RecordToolCallsBrieflyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetToolCallLog($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      toolCallLog(id: $id) {\n        ...ToolCallLogParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetToolCallLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListToolCallLogs(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $toolSlugs: [String!]\n    $toolkitSlugs: [String!]\n    $statuses: [ToolCallStatus!]\n    $sessionId: ID\n    $connectedAccountId: ID\n    $userIds: [String!]\n    $from: DateTime\n    $to: DateTime\n  ) {\n    project(id: $projectId) {\n      toolCallLogs(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        toolSlugs: $toolSlugs\n        toolkitSlugs: $toolkitSlugs\n        statuses: $statuses\n        sessionId: $sessionId\n        connectedAccountId: $connectedAccountId\n        userIds: $userIds\n        from: $from\n        to: $to\n      ) {\n        totalCount\n        nodes {\n          ...ToolCallLogParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListToolCallLogsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeToolCallLog($id: ID!) {\n    node(id: $id) {\n      id\n      ...ToolCallLogParts\n    }\n  }\n"): typeof import('./graphql.ts').NodeToolCallLogDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment TriggerParts on Trigger {\n    id\n    slug\n    connectedAccount {\n      id\n    }\n    userId\n    config\n    enabled\n    createdAt\n    updatedAt\n  }\n"): typeof import('./graphql.ts').TriggerPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpsertTrigger($input: UpsertTriggerInput!) {\n    upsertTrigger(input: $input) {\n      wasCreated\n      trigger {\n        ...TriggerParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpsertTriggerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SetTriggerEnabled($input: SetTriggerEnabledInput!) {\n    setTriggerEnabled(input: $input) {\n      trigger {\n        ...TriggerParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SetTriggerEnabledDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteTrigger($input: DeleteTriggerInput!) {\n    deleteTrigger(input: $input) {\n      deletedTriggerId\n      project {\n        id\n        triggers {\n          nodes {\n            id\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').DeleteTriggerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query GetTrigger($projectId: ID, $id: ID!) {\n    project(id: $projectId) {\n      trigger(id: $id) {\n        ...TriggerParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').GetTriggerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListTriggers(\n    $projectId: ID\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n    $slugs: [String!]\n    $connectedAccountIds: [ID!]\n    $userIds: [String!]\n    $enabled: Boolean\n    $search: String\n  ) {\n    project(id: $projectId) {\n      triggers(\n        first: $first\n        after: $after\n        last: $last\n        before: $before\n        slugs: $slugs\n        connectedAccountIds: $connectedAccountIds\n        userIds: $userIds\n        enabled: $enabled\n        search: $search\n      ) {\n        totalCount\n        nodes {\n          ...TriggerParts\n        }\n        pageInfo {\n          hasNextPage\n          hasPreviousPage\n          startCursor\n          endCursor\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListTriggersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query NodeTrigger($id: ID!) {\n    node(id: $id) {\n      id\n      ...TriggerParts\n    }\n  }\n"): typeof import('./graphql.ts').NodeTriggerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectUsageSummary(\n    $projectId: ID\n    $from: DateTime\n    $to: DateTime\n    $entityTypes: [UsageEntityType!]\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        summary(from: $from, to: $to, entityTypes: $entityTypes, filter: $filter) {\n          from\n          to\n          total\n          entities {\n            entityType\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ProjectUsageSummaryDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectUsageBreakdown(\n    $projectId: ID\n    $entityType: UsageEntityType!\n    $groupBy: UsageGrouping!\n    $from: DateTime\n    $to: DateTime\n    $orderBy: UsageOrder\n    $first: Int\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        breakdown(\n          entityType: $entityType\n          groupBy: $groupBy\n          from: $from\n          to: $to\n          orderBy: $orderBy\n          first: $first\n          filter: $filter\n        ) {\n          total\n          otherTotal\n          groupCount\n          groups {\n            key\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ProjectUsageBreakdownDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectUsageGroups($groupBy: UsageGrouping!, $from: DateTime, $first: Int, $orderBy: UsageOrder) {\n    project {\n      usage {\n        breakdown(\n          entityType: TOOL_CALL\n          groupBy: $groupBy\n          from: $from\n          first: $first\n          orderBy: $orderBy\n        ) {\n          total\n          groups {\n            key\n            total\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ProjectUsageGroupsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectUsageGroupCounts($from: DateTime) {\n    project {\n      usage {\n        aliased: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          count: groupCount\n        }\n        included: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          total\n          ... @include(if: true) {\n            groupCount\n          }\n        }\n        named: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          ...CountOfGroups\n        }\n        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          total\n        }\n        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {\n          groupCount\n        }\n      }\n    }\n  }\n  fragment CountOfGroups on UsageBreakdown {\n    groupCount\n  }\n"): typeof import('./graphql.ts').ProjectUsageGroupCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ProjectUsageTimeSeries(\n    $projectId: ID\n    $entityType: UsageEntityType!\n    $interval: UsageInterval!\n    $from: DateTime\n    $to: DateTime\n    $filter: UsageFilter\n  ) {\n    project(id: $projectId) {\n      usage {\n        timeSeries(entityType: $entityType, interval: $interval, from: $from, to: $to, filter: $filter) {\n          from\n          to\n          total\n          points {\n            at\n            total\n            errorCount\n            durationMs\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ProjectUsageTimeSeriesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query OrganizationUsage(\n    $from: DateTime\n    $to: DateTime\n    $groupBy: UsageGrouping!\n    $interval: UsageInterval!\n    $filter: UsageFilter\n  ) {\n    organization {\n      usage {\n        summary(from: $from, to: $to, filter: $filter) {\n          total\n        }\n        breakdown(entityType: TOOL_CALL, groupBy: $groupBy, from: $from, to: $to, filter: $filter) {\n          total\n          otherTotal\n          groupCount\n          groups {\n            key\n            total\n          }\n        }\n        timeSeries(entityType: TOOL_CALL, interval: $interval, from: $from, to: $to, filter: $filter) {\n          total\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').OrganizationUsageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query LastUsed {\n    organization {\n      usage {\n        lastUsedAt\n      }\n      projects {\n        nodes {\n          id\n          usage {\n            lastUsedAt\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').LastUsedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query Viewer {\n    viewer {\n      kind\n      apiKey {\n        ...ApiKeyParts\n      }\n      organization {\n        id\n        name\n      }\n      project {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WebhookSubscriptionParts on WebhookSubscription {\n    id\n    url\n    events\n    description\n    enabled\n    disabledReason\n    headerNames\n    previousSecretExpiresAt\n    createdAt\n    updatedAt\n    project {\n      id\n    }\n  }\n"): typeof import('./graphql.ts').WebhookSubscriptionPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment WebhookDeliveryParts on WebhookDelivery {\n    id\n    eventId\n    eventType\n    payload\n    status\n    attemptCount\n    responseStatus\n    error\n    lastAttemptAt\n    nextAttemptAt\n    createdAt\n  }\n"): typeof import('./graphql.ts').WebhookDeliveryPartsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation CreateWebhookSubscription($input: CreateWebhookSubscriptionInput!) {\n    createWebhookSubscription(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n      secret\n    }\n  }\n"): typeof import('./graphql.ts').CreateWebhookSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation UpdateWebhookSubscription($input: UpdateWebhookSubscriptionInput!) {\n    updateWebhookSubscription(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').UpdateWebhookSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RotateWebhookSecret($input: RotateWebhookSecretInput!) {\n    rotateWebhookSecret(input: $input) {\n      webhookSubscription {\n        ...WebhookSubscriptionParts\n      }\n      secret\n    }\n  }\n"): typeof import('./graphql.ts').RotateWebhookSecretDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation DeleteWebhookSubscription($input: DeleteWebhookSubscriptionInput!) {\n    deleteWebhookSubscription(input: $input) {\n      deletedWebhookSubscriptionId\n    }\n  }\n"): typeof import('./graphql.ts').DeleteWebhookSubscriptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RedeliverWebhook($input: RedeliverWebhookInput!) {\n    redeliverWebhook(input: $input) {\n      delivery {\n        ...WebhookDeliveryParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RedeliverWebhookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation RedeliverWebhooks($input: RedeliverWebhooksInput!) {\n    redeliverWebhooks(input: $input) {\n      redeliveredCount\n      webhookSubscription {\n        id\n      }\n    }\n  }\n"): typeof import('./graphql.ts').RedeliverWebhooksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  mutation SendTestWebhook($input: SendTestWebhookInput!) {\n    sendTestWebhook(input: $input) {\n      delivery {\n        ...WebhookDeliveryParts\n        subscription {\n          id\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').SendTestWebhookDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListProjectWebhooks($projectId: ID, $search: String) {\n    project(id: $projectId) {\n      webhookSubscriptions(search: $search) {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListProjectWebhooksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListOrganizationWebhooks($search: String) {\n    organization {\n      webhookSubscriptions(search: $search) {\n        ...WebhookSubscriptionParts\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListOrganizationWebhooksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query ListWebhookDeliveries(\n    $id: ID!\n    $status: WebhookDeliveryStatus\n    $first: Int\n    $after: String\n    $last: Int\n    $before: String\n  ) {\n    node(id: $id) {\n      ... on WebhookSubscription {\n        id\n        deliveries(status: $status, first: $first, after: $after, last: $last, before: $before) {\n          totalCount\n          nodes {\n            ...WebhookDeliveryParts\n          }\n          pageInfo {\n            hasNextPage\n            hasPreviousPage\n            startCursor\n            endCursor\n          }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').ListWebhookDeliveriesDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

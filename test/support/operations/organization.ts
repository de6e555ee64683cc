import { graphql } from '../../generated/index.ts';

export const CreateOrganization = graphql(`
  mutation CreateOrganization($input: CreateOrganizationInput!) {
    createOrganization(input: $input) {
      organization {
        id
        name
        createdAt
        defaultProject {
          ...ProjectParts
        }
        apiKeys {
          ...ApiKeyParts
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

export const GetOrganization = graphql(`
  query GetOrganization {
    organization {
      id
      name
      createdAt
      updatedAt
      defaultProject {
        id
      }
      apiKeys {
        ...ApiKeyParts
      }
    }
  }
`);

export const ManagedOrganizationParts = graphql(`
  fragment ManagedOrganizationParts on Organization {
    id
    name
    createdAt
    updatedAt
    suspendedAt
    suspensionReason
  }
`);

export const ManagedOrganization = graphql(`
  query ManagedOrganization($id: ID) {
    organization(id: $id) {
      ...ManagedOrganizationParts
      counts {
        projectCount
        apiKeyCount
        connectedAccountCount
        triggerCount
        mcpServerCount
        webhookSubscriptionCount
      }
      usageThisMonth {
        total
        entities {
          entityType
          total
        }
      }
    }
  }
`);

export const ListOrganizations = graphql(`
  query ListOrganizations(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $search: String
    $isSuspended: Boolean
  ) {
    organizations(
      first: $first
      after: $after
      last: $last
      before: $before
      search: $search
      isSuspended: $isSuspended
    ) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      nodes {
        ...ManagedOrganizationParts
      }
    }
  }
`);

export const UpdateOrganization = graphql(`
  mutation UpdateOrganization($input: UpdateOrganizationInput!) {
    updateOrganization(input: $input) {
      organization {
        ...ManagedOrganizationParts
      }
    }
  }
`);

export const SuspendOrganization = graphql(`
  mutation SuspendOrganization($input: SuspendOrganizationInput!) {
    suspendOrganization(input: $input) {
      organization {
        ...ManagedOrganizationParts
      }
    }
  }
`);

export const ResumeOrganization = graphql(`
  mutation ResumeOrganization($input: ResumeOrganizationInput!) {
    resumeOrganization(input: $input) {
      organization {
        ...ManagedOrganizationParts
      }
    }
  }
`);

export const DeleteOrganization = graphql(`
  mutation DeleteOrganization($input: DeleteOrganizationInput!) {
    deleteOrganization(input: $input) {
      deletedOrganizationId
    }
  }
`);

export const ReadOperatorLog = graphql(`
  query ReadOperatorLog(
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: OperatorLogFilter
  ) {
    operatorLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        hasPreviousPage
        startCursor
        endCursor
      }
      nodes {
        id
        action
        organizationId
        organizationName
        targetId
        changes
        ip
        userAgent
        requestId
        createdAt
      }
    }
  }
`);

import { graphql } from '../../generated/index.ts';

export const AuditEntryParts = graphql(`
  fragment AuditEntryParts on AuditLogEntry {
    id
    action
    actor {
      kind
      apiKeyId
      apiKeyName
      apiKey {
        id
        last4
      }
    }
    targetId
    projectId
    project {
      id
      name
    }
    changes
    result
    deniedReason
    ip
    userAgent
    requestId
    createdAt
  }
`);

export const AuditPageParts = graphql(`
  fragment AuditPageParts on AuditLogConnection {
    totalCount
    nodes {
      ...AuditEntryParts
    }
    edges {
      cursor
      node {
        id
      }
    }
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
  }
`);

export const ReadAuditLog = graphql(`
  query ReadAuditLog($first: Int, $after: String, $last: Int, $before: String, $filter: AuditLogFilter) {
    organization {
      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        ...AuditPageParts
      }
    }
  }
`);

export const ReadProjectAuditLog = graphql(`
  query ReadProjectAuditLog(
    $id: ID
    $first: Int
    $after: String
    $last: Int
    $before: String
    $filter: ProjectAuditLogFilter
  ) {
    project(id: $id) {
      auditLog(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
        ...AuditPageParts
      }
    }
  }
`);

export const GetAuditEntries = graphql(`
  query GetAuditEntries($ids: [ID!]!) {
    nodes(ids: $ids) {
      __typename
      id
      ...AuditEntryParts
    }
  }
`);

export const VerifyAuditLog = graphql(`
  query VerifyAuditLog($input: VerifyAuditLogInput) {
    verifyAuditLog(input: $input) {
      isIntact
      entryCount
      head {
        sequence
        hash
        sealedAt
      }
      prunedThrough {
        sequence
        hash
      }
      firstViolation {
        kind
        sequence
        entryId
      }
    }
  }
`);

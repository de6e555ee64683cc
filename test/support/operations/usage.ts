import { graphql } from '../../generated/index.ts';

export const ProjectUsageSummary = graphql(`
  query ProjectUsageSummary(
    $projectId: ID
    $from: DateTime
    $to: DateTime
    $entityTypes: [UsageEntityType!]
    $filter: UsageFilter
  ) {
    project(id: $projectId) {
      usage {
        summary(from: $from, to: $to, entityTypes: $entityTypes, filter: $filter) {
          from
          to
          total
          entities {
            entityType
            total
            errorCount
            durationMs
          }
        }
      }
    }
  }
`);

export const ProjectUsageBreakdown = graphql(`
  query ProjectUsageBreakdown(
    $projectId: ID
    $entityType: UsageEntityType!
    $groupBy: UsageGrouping!
    $from: DateTime
    $to: DateTime
    $orderBy: UsageOrder
    $first: Int
    $filter: UsageFilter
  ) {
    project(id: $projectId) {
      usage {
        breakdown(
          entityType: $entityType
          groupBy: $groupBy
          from: $from
          to: $to
          orderBy: $orderBy
          first: $first
          filter: $filter
        ) {
          total
          otherTotal
          groupCount
          groups {
            key
            total
            errorCount
            durationMs
          }
        }
      }
    }
  }
`);

export const ProjectUsageGroups = graphql(`
  query ProjectUsageGroups($groupBy: UsageGrouping!, $from: DateTime, $first: Int, $orderBy: UsageOrder) {
    project {
      usage {
        breakdown(
          entityType: TOOL_CALL
          groupBy: $groupBy
          from: $from
          first: $first
          orderBy: $orderBy
        ) {
          total
          groups {
            key
            total
          }
        }
      }
    }
  }
`);

export const ProjectUsageGroupCounts = graphql(`
  query ProjectUsageGroupCounts($from: DateTime) {
    project {
      usage {
        aliased: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
          count: groupCount
        }
        included: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
          total
          ... @include(if: true) {
            groupCount
          }
        }
        named: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
          ...CountOfGroups
        }
        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
          total
        }
        merged: breakdown(entityType: TOOL_CALL, groupBy: USER, from: $from) {
          groupCount
        }
      }
    }
  }
  fragment CountOfGroups on UsageBreakdown {
    groupCount
  }
`);

export const ProjectUsageTimeSeries = graphql(`
  query ProjectUsageTimeSeries(
    $projectId: ID
    $entityType: UsageEntityType!
    $interval: UsageInterval!
    $from: DateTime
    $to: DateTime
    $filter: UsageFilter
  ) {
    project(id: $projectId) {
      usage {
        timeSeries(entityType: $entityType, interval: $interval, from: $from, to: $to, filter: $filter) {
          from
          to
          total
          points {
            at
            total
            errorCount
            durationMs
          }
        }
      }
    }
  }
`);

export const OrganizationUsage = graphql(`
  query OrganizationUsage(
    $from: DateTime
    $to: DateTime
    $groupBy: UsageGrouping!
    $interval: UsageInterval!
    $filter: UsageFilter
  ) {
    organization {
      usage {
        summary(from: $from, to: $to, filter: $filter) {
          total
        }
        breakdown(entityType: TOOL_CALL, groupBy: $groupBy, from: $from, to: $to, filter: $filter) {
          total
          otherTotal
          groupCount
          groups {
            key
            total
          }
        }
        timeSeries(entityType: TOOL_CALL, interval: $interval, from: $from, to: $to, filter: $filter) {
          total
        }
      }
    }
  }
`);

export const LastUsed = graphql(`
  query LastUsed {
    organization {
      usage {
        lastUsedAt
      }
      projects {
        nodes {
          id
          usage {
            lastUsedAt
          }
        }
      }
    }
  }
`);

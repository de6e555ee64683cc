import { graphql } from '../../generated/index.ts';

export const SetRateLimit = graphql(`
  mutation SetRateLimit($input: SetRateLimitInput!) {
    setRateLimit(input: $input) {
      project {
        id
        rateLimitPerMinute
      }
      apiKey {
        id
        rateLimitPerMinute
      }
    }
  }
`);

export const GetRateLimit = graphql(`
  query GetRateLimit {
    viewer {
      apiKey {
        id
        rateLimitPerMinute
      }
      rateLimit {
        limit
        remaining
        resetAt
        cost
      }
    }
  }
`);

import { graphql } from '../../generated/index.ts';

export const SetRateLimit = graphql(`
  mutation SetRateLimit($input: SetRateLimitInput!) {
    setRateLimit(input: $input) {
      project {
        id
        rateLimitPerMinute
        guaranteedPerMinute
      }
      apiKey {
        id
        rateLimitPerMinute
        guaranteedPerMinute
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
        guaranteedPerMinute
      }
      rateLimit {
        budget
        limit
        remaining
        resetAt
        cost
      }
    }
  }
`);

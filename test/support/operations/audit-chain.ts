import { graphql } from '../../generated/index.ts';

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

import { afterAll, expect } from 'vitest';
import { recordSentStatements, takeTenantFaults } from './sent-statements.ts';

// Of every test file: the statements that the product sent while it ran name their organization, or have an exception with a
// reason in exceptions.ts.
recordSentStatements();
afterAll(() => expect(takeTenantFaults()).toEqual([]));

import { test } from 'vitest';
import { fuzzRest } from '../../support/http/fuzz-rest.ts';
import { useServer } from '../../support/server.ts';

const server = useServer({ transport: 'network' });

// `npm run test:faults` sends 5,000.
test('random requests to every route get an answer as described, with a status below 500', () =>
  fuzzRest(server, 300));

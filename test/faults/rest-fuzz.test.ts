import { test } from 'vitest';
import { fuzzRest } from '../support/http/fuzz-rest.ts';
import { useServer } from '../support/server.ts';

const server = useServer({ transport: 'network', ownDatabase: true });

test('5,000 random requests to every route get an answer as described, with a status below 500', () =>
  fuzzRest(server, 5_000));

import { test } from 'vitest';
import { fuzzRest } from '../support/http/fuzz-rest.ts';
import { useServer } from '../support/server.ts';

const server = useServer({ transport: 'network', ownDatabase: true });

const FUZZ_MAX_MS = 300_000;

test(
  '5,000 random requests to every route get an answer as described, with a status below 500',
  () => fuzzRest(server, 5_000),
  FUZZ_MAX_MS,
);

// The workloads as requests: Q1 one project, Q2 the first page, Q3 a deep page, Q4 who am I, M1 create, M2 regenerate.
import { randomBytes } from 'node:crypto';
import { organizationSecret, projectCursor, projectId, projectSecret } from './shape.mjs';

const PROJECT = `id name slug isDefault
  config { displayName logoUrl is2FAEnabled maskSecretKeysInConnectedAccount logVisibilitySetting requireMcpApiKey }
  apiKeys { id prefix last4 }`;
const PAGE = `query Page($first: Int!, $after: String) {
  organization {
    name
    projects(first: $first, after: $after) {
      edges { cursor node { ${PROJECT} } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}`;

export const documents = {
  q1: `query One($id: ID!) { project(id: $id) { ${PROJECT} } }`,
  q2: PAGE,
  q3: PAGE,
  q4: 'query Who { viewer { kind apiKey { id } } }',
  m1: `mutation Create($name: String!) {
    createProject(input: { name: $name, shouldCreateApiKey: true }) {
      project { id name }
      issuedKey { secret apiKey { id prefix last4 } }
    }
  }`,
  m2: `mutation Regenerate($id: ID!) {
    regenerateApiKey(input: { projectId: $id }) { issuedKey { secret apiKey { id prefix last4 } } }
  }`,
};

const DIFFERENT = 200;
/** Names are unique, so a run must not come to the end of its list. */
const CREATIONS = 20_000;

const request = (op, headers, variables) => ({
  headers,
  path: '/graphql',
  body: JSON.stringify({ query: documents[op], variables }),
});

/** The requests of a workload on organization number `o` with `n` projects. */
export function requestsOf(op, o, n) {
  const many = (length, make) => Array.from({ length }, (_, i) => make(i));
  const organization = { 'x-org-api-key': organizationSecret(o) };
  const nth = (i) => 1 + ((i * 37) % n);
  switch (op) {
    case 'q1':
      return many(DIFFERENT, (i) => request(op, organization, { id: projectId(o, nth(i)) }));
    case 'q2':
      return [request(op, organization, { first: 50 })];
    case 'q3':
      return many(DIFFERENT, (i) =>
        request(op, organization, { first: 50, after: projectCursor(o, 100 + (i % 20)) }),
      );
    case 'q4':
      return many(DIFFERENT, (i) => request(op, { 'x-api-key': projectSecret('g', o, nth(i)) }, {}));
    case 'm1': {
      const run = randomBytes(6).toString('hex');
      const headers = { 'x-org-api-key': organizationSecret(50) };
      return many(CREATIONS, (i) => request(op, headers, { name: `new-${run}-${i}` }));
    }
    case 'm2': {
      const headers = { 'x-org-api-key': organizationSecret(51) };
      return many(DIFFERENT, (i) => request(op, headers, { id: projectId(51, 1 + i * 4) }));
    }
    default:
      throw new Error(`There is no workload ${op}.`);
  }
}

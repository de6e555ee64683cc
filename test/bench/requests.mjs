// The workloads as requests: their documents, keys and variables.
// Q1 one project, Q2 the first page, Q3 a deep page, Q4 who am I, M1 create, M2 regenerate; pages of 20 of what a project has,
// verifyApiKey, and recordToolCalls of 1 and of 100; over REST one project and a page of 50.
import { randomBytes } from 'node:crypto';
import { BUSY, organizationSecret, projectCursor, projectId, projectSecret } from './shape.mjs';

const CONFIG =
  'displayName logoUrl is2FAEnabled maskSecretKeysInConnectedAccount logVisibilitySetting requireMcpApiKey';

/** Q1 to Q3 with these fields of a project's config. */
export function documentsWith(config) {
  const project = `id name slug isDefault config { ${config} } apiKeys { id prefix last4 }`;
  const page = `query Page($first: Int!, $after: String) {
    organization {
      name
      projects(first: $first, after: $after) {
        edges { cursor node { ${project} } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`;
  return { q1: `query One($id: ID!) { project(id: $id) { ${project} } }`, q2: page, q3: page };
}

const pageOf = (list, fields) => `query Page20 {
  project { ${list}(first: 20) { edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor } } }
}`;
const RECORD = `mutation Record($calls: [ToolCallInput!]!) {
  recordToolCalls(input: { calls: $calls }) { recordedCount duplicateCount toolCallLogs { id } }
}`;

export const documents = {
  ...documentsWith(CONFIG),
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
  accounts: pageOf('connectedAccounts', 'id toolkitSlug userId alias status createdAt'),
  triggers: pageOf('triggers', 'id slug userId enabled config createdAt'),
  sessions: pageOf('sessions', 'id userId toolkitSlugs status createdAt'),
  calls: pageOf('toolCallLogs', 'id toolSlug toolkitSlug userId status durationMs arguments calledAt'),
  deliveries: `query Deliveries {
    project {
      webhookSubscriptions {
        id
        deliveries(first: 20) {
          edges { cursor node { id eventType status attemptCount createdAt } }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }`,
  verify: `query Verify($secret: String!) {
    verifyApiKey(secret: $secret) { isValid code apiKey { id name prefix last4 } project { id name } }
  }`,
  record1: RECORD,
  record100: RECORD,
};

const DIFFERENT = 200;
/** Names are unique, so a run must not come to the end of its list. */
const CREATIONS = 20_000;
const BATCHES = 1_000;

const many = (length, make) => Array.from({ length }, (_, i) => make(i));

export const nthRegenerated = (i) => 1 + i * 4;

/** Requests as headers and variables, of organization number `o` with `n` projects. */
export function requestsOf(op, o, n) {
  const organization = { 'x-org-api-key': organizationSecret(o) };
  const busy = { 'x-api-key': projectSecret('d', BUSY.organization, BUSY.project) };
  const run = randomBytes(6).toString('hex');
  const nth = (i) => 1 + ((i * 37) % n);
  switch (op) {
    case 'q1':
      return many(DIFFERENT, (i) => ({ headers: organization, variables: { id: projectId(o, nth(i)) } }));
    case 'q2':
      return [{ headers: organization, variables: { first: 50 } }];
    case 'q3':
      return many(DIFFERENT, (i) => ({
        headers: organization,
        variables: { first: 50, after: projectCursor(o, 100 + (i % 20)) },
      }));
    case 'q4':
      return many(DIFFERENT, (i) => ({
        headers: { 'x-api-key': projectSecret('g', o, nth(i)) },
        variables: {},
      }));
    case 'rest1':
      return many(DIFFERENT, (i) => {
        const id = projectId(o, nth(i));
        return { headers: organization, path: `/api/v3.1/org/owner/project/${id}`, variables: { id } };
      });
    case 'rest50':
      return [{ headers: organization, path: '/api/v3.1/org/owner/project/list?limit=50', variables: {} }];
    case 'm1': {
      const headers = { 'x-org-api-key': organizationSecret(50) };
      return many(CREATIONS, (i) => ({ headers, variables: { name: `new-${run}-${i}` } }));
    }
    case 'm2': {
      const headers = { 'x-org-api-key': organizationSecret(51) };
      return many(DIFFERENT, (i) => ({ headers, variables: { id: projectId(51, nthRegenerated(i)) } }));
    }
    case 'accounts':
    case 'triggers':
    case 'sessions':
    case 'calls':
    case 'deliveries':
      return [{ headers: busy, variables: {} }];
    case 'verify':
      return many(DIFFERENT, (i) => ({
        headers: organization,
        variables: { secret: projectSecret('g', o, nth(i)) },
      }));
    case 'record1':
      return many(CREATIONS, (i) => ({ headers: busy, variables: { calls: [callOf(`${run}-${i}`)] } }));
    case 'record100':
      return many(BATCHES, (i) => ({
        headers: busy,
        variables: { calls: many(100, (place) => callOf(`${run}-${i}-${place}`)) },
      }));
    default:
      throw new Error(`There is no workload ${op}.`);
  }
}

const callOf = (idempotencyKey) => ({
  idempotencyKey,
  toolSlug: 'github_create_issue',
  toolkitSlug: 'github',
  userId: 'user-1',
  status: 'SUCCESS',
  durationMs: 120,
  arguments: { repo: 'acme/api', title: 'A title' },
});

// A control plane in Mercurius as its users write one: JIT, a loader for the nested list, SQL written by hand as prepared statements.
// It checks the key in the database for each request, and has no audit log, limits or scopes. PORT, DATABASE_URL.
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import fastify from 'fastify';
import mercurius from 'mercurius';
import pg from 'pg';

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  idleTimeoutMillis: 0,
  options: '-c search_path=peer',
});

const PAGE_MAX = 100;
const sha256 = (text) => createHash('sha256').update(text).digest();
const freshId = (prefix) => prefix + randomBytes(10).toString('hex');
const rowsOf = async (name, text, values) => (await pool.query({ name, text, values })).rows;

async function authenticate({ headers }) {
  const secret = headers['x-org-api-key'] ?? headers['x-api-key'] ?? '';
  const text = 'SELECT kind, project_id, organization_id FROM api_key WHERE hash = $1 AND revoked_at IS NULL';
  const [key] = await rowsOf('authenticate', text, [sha256(secret)]);
  if (!key) throw new mercurius.ErrorWithProps('The key is not valid.', { code: 'UNAUTHENTICATED' });
  return { key };
}

function organizationOf({ key }) {
  if (key.kind !== 'organization') throw new mercurius.ErrorWithProps('Forbidden.', { code: 'FORBIDDEN' });
  return key.organization_id;
}

function newSecret() {
  const secret = `ak_${randomBytes(19).toString('hex')}`;
  return { secret, prefix: secret.slice(0, 7), last4: secret.slice(-4), hash: sha256(secret) };
}

async function projectPage({ id }, { first = 50, after }) {
  const count = Math.min(first, PAGE_MAX);
  const start = after ? Buffer.from(after, 'base64').toString() : '';
  const text = 'SELECT * FROM project WHERE organization_id = $1 AND id > $2 ORDER BY id LIMIT $3';
  const rows = await rowsOf('project_page', text, [id, start, count + 1]);
  const edges = rows
    .slice(0, count)
    .map((node) => ({ cursor: Buffer.from(node.id).toString('base64'), node }));
  const pageInfo = {
    hasNextPage: rows.length > count,
    hasPreviousPage: start !== '',
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

async function createProject(_root, { name }, context) {
  const organizationId = organizationOf(context);
  const { secret, prefix, last4, hash } = newSecret();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const project = await client.query({
      name: 'insert_project',
      text: 'INSERT INTO project (id, organization_id, name, slug) VALUES ($1, $2, $3, $1) RETURNING *',
      values: [freshId('proj_'), organizationId, name],
    });
    const key = await client.query({
      name: 'insert_key',
      text: `INSERT INTO api_key (id, organization_id, project_id, kind, prefix, last4, hash)
        VALUES ($1, $2, $3, 'project', $4, $5, $6) RETURNING *`,
      values: [freshId('key_'), organizationId, project.rows[0].id, prefix, last4, hash],
    });
    await client.query('COMMIT');
    return { secret, project: project.rows[0], apiKey: key.rows[0] };
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function regenerateApiKey(_root, { id }, context) {
  const { secret, prefix, last4, hash } = newSecret();
  const text = `UPDATE api_key SET prefix = $3, last4 = $4, hash = $5, created_at = now()
    WHERE organization_id = $1 AND id = $2 RETURNING id, prefix, last4`;
  const [apiKey] = await rowsOf('regenerate', text, [organizationOf(context), id, prefix, last4, hash]);
  if (!apiKey) throw new mercurius.ErrorWithProps('There is no such key.', { code: 'NOT_FOUND' });
  return { secret, apiKey };
}

const resolvers = {
  Query: {
    project: async (_root, { id }, { key }) => {
      const text = 'SELECT * FROM project WHERE organization_id = $1 AND id = $2';
      return (await rowsOf('project', text, [key.organization_id, id]))[0] ?? null;
    },
    organization: async (_root, _args, context) => {
      const text = 'SELECT * FROM organization WHERE id = $1';
      return (await rowsOf('organization', text, [organizationOf(context)]))[0];
    },
    viewer: (_root, _args, { key }) => ({ kind: key.kind, projectId: key.project_id }),
  },
  Mutation: { createProject, regenerateApiKey },
  Organization: { projects: projectPage },
  Project: { isDefault: (project) => project.is_default, config: (project) => project },
  Config: {
    rateLimit: (project) => project.rate_limit,
    timeoutMs: (project) => project.timeout_ms,
    webhookUrl: (project) => project.webhook_url,
  },
};

const loaders = {
  Project: {
    apiKeys: {
      loader: async (queries) => {
        const ids = queries.map(({ obj }) => obj.id);
        const text =
          'SELECT id, project_id, prefix, last4 FROM api_key WHERE project_id = ANY($1) ORDER BY id';
        const byProject = new Map(ids.map((id) => [id, []]));
        for (const key of await rowsOf('keys', text, [ids])) byProject.get(key.project_id).push(key);
        return ids.map((id) => byProject.get(id));
      },
      opts: { cache: false },
    },
  },
};

const app = fastify();
const schema = await readFile(new URL('schema.graphql', import.meta.url), 'utf8');
app.register(mercurius, { schema, resolvers, loaders, jit: 1, context: authenticate });
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });

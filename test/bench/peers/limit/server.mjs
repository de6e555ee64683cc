// What the machine can do: node:http and one prepared statement a request, on the same database and with the same answers'
// content. It parses no GraphQL and checks nothing but the key. PORT, DATABASE_URL.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';
import { restStatements, statements } from './statements.mjs';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, idleTimeoutMillis: 0 });

const id = (prefix) => prefix + randomBytes(8).toString('hex');

function newKey() {
  const secret = `ak_${randomBytes(19).toString('hex')}`;
  return [
    id('key_'),
    secret.slice(0, 7),
    secret.slice(-4),
    createHash('sha256').update(secret).digest(),
    secret,
  ];
}

function place(cursor) {
  const [, projectId, epochMs] = cursor.split('.');
  return [new Date(Number(epochMs)), projectId];
}

const recorded = (calls) => [
  id('aud_'),
  'TOOL_CALLS_RECORDED',
  JSON.stringify(calls.map((call) => ({ ...call, id: id('log_') }))),
];

const valuesOf = {
  q1: ({ id: projectId }) => [projectId],
  q2: () => [],
  q3: ({ after }) => place(after),
  q4: () => [],
  rest1: ({ id: projectId }) => [projectId],
  rest50: () => [],
  m1: ({ name }) => [id('aud_'), 'PROJECT_CREATED', id('proj_'), name, ...newKey()],
  accounts: () => [],
  triggers: () => [],
  sessions: () => [],
  calls: () => [],
  deliveries: () => [],
  verify: ({ secret }) => [createHash('sha256').update(secret).digest()],
  record1: ({ calls }) => recorded(calls),
  record100: ({ calls }) => recorded(calls),
  m2: ({ id: projectId }) => [id('aud_'), 'API_KEY_REGENERATED', projectId, ...newKey()],
};

async function answer(op, hash, values) {
  const { rows } = await pool.query({ name: op, text: statements[op], values: [hash, ...values] });
  return rows[0]?.j ?? '';
}

async function answerRest(op, hash, values) {
  const { texts, join } = restStatements[op];
  const { rows } = await pool.query({ name: 'key', text: restStatements.key, values: [hash] });
  if (!rows[0]) return '';
  const read = (text, index) => pool.query({ name: `${op}_${index}`, text, values: [rows[0].o, ...values] });
  const results = await Promise.all(texts.map(read));
  return join(...results.map((result) => result.rows));
}

createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', async () => {
    try {
      const [op, search] = request.url.slice(1).split('?');
      const { variables } = search ? { variables: JSON.parse(decodeURIComponent(search)) } : JSON.parse(body);
      const key = request.headers['x-org-api-key'] ?? request.headers['x-api-key'] ?? '';
      const hash = createHash('sha256').update(key).digest();
      const values = valuesOf[op](variables);
      const text = await (op in restStatements ? answerRest(op, hash, values) : answer(op, hash, values));
      response.writeHead(text ? 200 : 401, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      response.end(text);
    } catch (error) {
      response.writeHead(500);
      response.end(String(error));
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

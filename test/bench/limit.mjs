// What the machine can do: node:http and one prepared statement a request, on the same database and with the same answers'
// content. It parses no GraphQL and checks nothing but the key. PORT, DATABASE_URL.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10, idleTimeoutMillis: 0 });

const project = (
  p,
) => `'{"id":"'||${p}.id||'","name":'||to_json(${p}.name)||',"slug":'||to_json(${p}.slug)||',"isDefault":'||${p}.is_default
  ||',"config":{"displayName":'||coalesce(to_json(${p}.display_name)::text,'null')||',"logoUrl":'||coalesce(to_json(${p}.logo_url)::text,'null')
  ||',"is2FAEnabled":'||${p}.is_2fa_enabled||',"maskSecretKeysInConnectedAccount":'||${p}.mask_secret_keys_in_connected_account
  ||',"logVisibilitySetting":"'||${p}.log_visibility_setting||'","requireMcpApiKey":'||${p}.require_mcp_api_key||'},"apiKeys":['
  ||(SELECT coalesce(string_agg('{"id":"'||k.id||'","prefix":"'||k.prefix||'","last4":"'||k.last4||'"}',',' ORDER BY k.created_at,k.id),'')
     FROM api_key k WHERE k.organization_id=${p}.organization_id AND k.project_id=${p}.id)||']}'`;

const KEY = 'FROM api_key a WHERE a.hash=$1';
const AUDIT = `INSERT INTO audit_entry (id,organization_id,project_id,action,actor_kind,actor_key_id,target_id,changes,request_id,
  created_at,actor_key_name,ip,user_agent)
  SELECT $2,s.o,s.p,$3,'organization',s.k,s.p,'{}',NULL,now(),'default','127.0.0.1',NULL`;

const page = (beyond) => `SELECT '{"data":{"organization":{"name":'||to_json(o.name)||',"projects":'||(
    SELECT '{"edges":['||coalesce(string_agg('{"cursor":"'||c.id||'","node":'||c.node||'}',',' ORDER BY c.n) FILTER (WHERE c.n<=50),'')
      ||'],"pageInfo":{"hasNextPage":'||(count(*)>50)||',"hasPreviousPage":${beyond !== ''},"startCursor":"'||min(c.id)||'","endCursor":"'||max(c.id)||'"}}'
    FROM (SELECT p.id,row_number() OVER (ORDER BY p.created_at DESC,p.id DESC) n,${project('p')} node FROM project p
          WHERE p.organization_id=o.id ${beyond} ORDER BY p.created_at DESC,p.id DESC LIMIT 51) c)||'}}}' j
  FROM api_key a JOIN organization o ON o.id=a.organization_id WHERE a.hash=$1`;

const statements = {
  q1: `SELECT '{"data":{"project":'||${project('p')}||'}}' j FROM api_key a JOIN project p ON p.organization_id=a.organization_id
    AND p.id=$2 WHERE a.hash=$1`,
  q2: page(''),
  q3: page('AND (p.created_at,p.id)<($2::timestamptz,$3::text)'),
  q4: `SELECT '{"data":{"viewer":{"kind":"PROJECT","apiKey":{"id":"'||a.id||'"}}}}' j ${KEY}`,
  m1: `WITH a AS (SELECT a.organization_id o,a.id k ${KEY}), s AS (INSERT INTO project SELECT $4,o,$5,$5,false,now(),now(),NULL,NULL,
      true,true,'SHOW_ALL',true,now() FROM a RETURNING organization_id o,id p,name,$2::text k),
    k AS (INSERT INTO api_key SELECT $6,o,p,'default',$7,$8,$9,now() FROM s), l AS (${AUDIT} FROM s)
    SELECT '{"data":{"createProject":{"project":{"id":"'||p||'","name":"'||name||'"},"issuedKey":{"secret":"'||$10::text||'"}}}}' j FROM s`,
  m2: `WITH a AS (SELECT a.organization_id o,a.id k ${KEY}), r AS (DELETE FROM api_key USING a WHERE organization_id=a.o
      AND project_id=$4 RETURNING api_key.*), g AS (INSERT INTO revoked_key
      SELECT id,organization_id,project_id,name,prefix,last4,hash,created_at,now() FROM r), s AS (SELECT o,$4::text p,a.k FROM a WHERE (SELECT count(*) FROM r)>=0),
    k AS (INSERT INTO api_key SELECT $5,o,p,'default',$6,$7,$8,now() FROM s), l AS (${AUDIT} FROM s)
    SELECT '{"data":{"regenerateApiKey":{"issuedKey":{"secret":"'||$9::text||'"}}}}' j FROM s`,
};

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

const valuesOf = {
  q1: ({ id: projectId }) => [projectId],
  q2: () => [],
  q3: ({ after }) => place(after),
  q4: () => [],
  m1: ({ name }) => [id('aud_'), 'PROJECT_CREATED', id('proj_'), name, ...newKey()],
  m2: ({ id: projectId }) => [id('aud_'), 'API_KEY_REGENERATED', projectId, ...newKey()],
};

createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', async () => {
    try {
      const op = request.url.slice(1);
      const key = request.headers['x-org-api-key'] ?? request.headers['x-api-key'] ?? '';
      const hash = createHash('sha256').update(key).digest();
      const values = [hash, ...valuesOf[op](JSON.parse(body).variables)];
      const { rows } = await pool.query({ name: op, text: statements[op], values });
      const text = rows[0]?.j ?? '';
      response.writeHead(rows[0] ? 200 : 401, {
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

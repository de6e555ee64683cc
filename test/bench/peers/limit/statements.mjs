// One statement for each workload: it checks the key and writes the JSON of the response.

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

const TEXT = (column) => `coalesce(to_json(${column})::text,'null')`;
const RAW = (column) => `coalesce(${column}::text,'null')`;
const INSTANT = (column) => `'"'||to_char(${column} AT TIME ZONE 'UTC','YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')||'"'`;

const EVENT_TYPE = (column) => `'"'||upper(replace(${column},'.','_'))||'"'`;

const snake = (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** An object of columns of the row t, each as its function writes it. */
const objectOf = (columns) =>
  `'{${Object.entries(columns)
    .map(([name, write]) => `"${name}":'||${write(`t.${snake(name)}`)}||'`)
    .join(',')}}'`;

/** The newest 20 rows of a table, as a page. */
const rows20 = (table, columns, condition, order = 'created_at') => `SELECT '{"edges":['
    ||coalesce(string_agg('{"cursor":"'||c.id||'","node":'||c.node||'}',',' ORDER BY c.n) FILTER (WHERE c.n<=20),'')
    ||'],"pageInfo":{"hasNextPage":'||(count(*)>20)||',"endCursor":"'||coalesce(min(c.id) FILTER (WHERE c.n<=20),'')||'"}}'
  FROM (SELECT t.id,row_number() OVER (ORDER BY t.${order} DESC,t.id DESC) n,${objectOf(columns)} node FROM ${table} t
        WHERE ${condition} ORDER BY t.${order} DESC,t.id DESC LIMIT 21) c`;

const page20 = (list, table, columns, order) => `SELECT '{"data":{"project":{"${list}":'||(
    ${rows20(table, columns, 't.organization_id=a.organization_id AND t.project_id=a.project_id', order)})||'}}}' j ${KEY}`;

const RECORD = `WITH s AS (SELECT a.organization_id o,a.project_id p,a.id k ${KEY}),
  c AS (SELECT * FROM json_to_recordset($4::json) AS x(id text,"idempotencyKey" text,"toolSlug" text,"toolkitSlug" text,"userId" text,
    status tool_call_status,"durationMs" int,arguments json)),
  i AS (INSERT INTO tool_call_log (organization_id,project_id,id,idempotency_key,tool_slug,toolkit_slug,user_id,status,duration_ms,arguments,
      called_at,created_at)
    SELECT s.o,s.p,c.id,c."idempotencyKey",c."toolSlug",c."toolkitSlug",c."userId",c.status,c."durationMs",c.arguments,now(),now() FROM s,c
    ON CONFLICT (organization_id,project_id,idempotency_key) DO NOTHING RETURNING *),
  u AS (INSERT INTO usage_pending (organization_id,project_id,entity,minute,tool_slug,toolkit_slug,connected_account_id,user_id,session_id,
      api_key_id,count,error_count,duration_ms)
    SELECT i.organization_id,i.project_id,'TOOL_CALL'::usage_entity,date_trunc('minute',i.called_at,'UTC'),i.tool_slug,i.toolkit_slug,'',i.user_id,'',s.k,
      count(*),count(*) FILTER (WHERE i.status='ERROR'),sum(i.duration_ms) FROM i,s GROUP BY 1,2,4,5,6,8,10),
  l AS (${AUDIT} FROM s)
  SELECT '{"data":{"recordToolCalls":{"recordedCount":'||(SELECT count(*) FROM i)||',"duplicateCount":'||(SELECT count(*) FROM c)-(SELECT count(*) FROM i)
    ||',"toolCallLogs":['||(SELECT coalesce(string_agg('{"id":"'||i.id||'"}',','),'') FROM i)||']}}}' j FROM s`;

const REST_ROW = `'{"id":"'||p.id||'","org_id":"'||p.organization_id||'","name":'||to_json(p.name)||',"email":"","created_at":'||${INSTANT('p.created_at')}
  ||',"updated_at":'||${INSTANT('p.updated_at')}||',"webhook_url":null,"event_webhook_url":null,"webhook_secret":null,"triggers_enabled":true,'
  ||'"last_subscribed_at":null,"is_new_webhook":true,"webhook_version":"V3","deleted":false'`;
const REST_PAGE = 50;

/** The statements of a REST request: one checks the key, then others read at the same time, and the response is made of their texts. */
export const restStatements = {
  key: `SELECT organization_id o FROM api_key WHERE hash=$1`,
  rest1: {
    texts: [
      `SELECT ${REST_ROW} j FROM project p WHERE p.organization_id=$1 AND p.id=$2`,
      `SELECT coalesce(string_agg('{"id":"'||k.id||'","name":'||to_json(k.name)||',"key":"'||split_part(k.prefix,'_',1)||'_…'||k.last4
        ||'","created_at":'||${INSTANT('k.created_at')}||'}',',' ORDER BY k.created_at,k.id),'') j
      FROM api_key k WHERE k.organization_id=$1 AND k.project_id=$2`,
    ],
    join: ([project], [keys]) => `${project.j},"api_keys":[${keys.j}]}`,
  },
  rest50: {
    texts: [
      `SELECT p.id,${REST_ROW}||'}' j FROM project p WHERE p.organization_id=$1 ORDER BY p.created_at DESC,p.id DESC LIMIT 51`,
      `SELECT count(*)::int total FROM (SELECT FROM project p WHERE p.organization_id=$1 LIMIT 10001) c`,
    ],
    join: (rows, [{ total }]) => {
      const page = rows.slice(0, REST_PAGE);
      const next = rows.length > page.length ? `"${page.at(-1).id}"` : 'null';
      const pages = Math.ceil(total / REST_PAGE);
      return `{"data":[${page.map(({ j }) => j).join()}],"next_cursor":${next},"total_pages":${pages},"current_page":1,"total_items":${total}}`;
    },
  },
};

export const statements = {
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
  accounts: page20('connectedAccounts', 'connected_account', {
    id: TEXT,
    toolkitSlug: TEXT,
    userId: TEXT,
    alias: TEXT,
    status: TEXT,
    createdAt: INSTANT,
  }),
  triggers: page20('triggers', 'trigger', {
    id: TEXT,
    slug: TEXT,
    userId: TEXT,
    enabled: RAW,
    config: RAW,
    createdAt: INSTANT,
  }),
  sessions: page20('sessions', 'session', {
    id: TEXT,
    userId: TEXT,
    toolkitSlugs: TEXT,
    status: TEXT,
    createdAt: INSTANT,
  }),
  calls: page20(
    'toolCallLogs',
    'tool_call_log',
    {
      id: TEXT,
      toolSlug: TEXT,
      toolkitSlug: TEXT,
      userId: TEXT,
      status: TEXT,
      durationMs: RAW,
      arguments: RAW,
      calledAt: INSTANT,
    },
    'called_at',
  ),
  deliveries: `SELECT '{"data":{"project":{"webhookSubscriptions":['||(
      SELECT coalesce(string_agg('{"id":"'||s.id||'","deliveries":'||(${rows20('webhook_delivery', { id: TEXT, eventType: EVENT_TYPE, status: TEXT, attemptCount: (_column) => RAW('t.attempts'), createdAt: INSTANT }, 't.organization_id=s.organization_id AND t.subscription_id=s.id')})||'}',',' ORDER BY s.created_at,s.id),'')
      FROM webhook_subscription s WHERE s.organization_id=a.organization_id AND s.project_id=a.project_id)||']}}}' j ${KEY}`,
  verify: `SELECT '{"data":{"verifyApiKey":{"isValid":'||(k.id IS NOT NULL)||',"code":'||CASE WHEN k.id IS NULL THEN '"NOT_FOUND"' ELSE 'null' END
      ||',"apiKey":{"id":"'||k.id||'","name":'||to_json(k.name)||',"prefix":"'||k.prefix||'","last4":"'||k.last4
      ||'"},"project":{"id":"'||p.id||'","name":'||to_json(p.name)||'}}}}' j
    FROM api_key a LEFT JOIN api_key k ON k.hash=$2 AND k.organization_id=a.organization_id
    LEFT JOIN project p ON p.organization_id=k.organization_id AND p.id=k.project_id WHERE a.hash=$1`,
  record1: RECORD,
  record100: RECORD,
};

import { describe, expect, test } from 'vitest';
import { tenantFaults } from '../support/tenancy/rule.ts';

const unrestricted = (table: string) => [`${table} is not restricted to one organization`];

describe('the rule for statements accepts', () => {
  test.each([
    'select 1',
    'select * from secret_route where hash = $1',
    'select * from api_key where organization_id = $1 and hash = $2',
    'select * from organization where id = $1::text',
    'select * from api_key k join project p on p.organization_id = k.organization_id where k.organization_id = $1',
    'select * from project where organization_id = $1 and exists (select from api_key k where k.organization_id = project.organization_id)',
    'with mine as (select * from project where organization_id = $1) select * from mine',
    'insert into project (organization_id, id) values ($1, $2) on conflict (id) do update set id = excluded.id',
    'select * from audit_entry a where (a.organization_id = $1 and a.id = $2) or (a.organization_id = $3 and a.id = $4)',
    'update project set name = $2 where organization_id = $1',
    'delete from api_key using project p where p.organization_id = $1 and api_key.organization_id = p.organization_id',
  ])('%s', (sql) => expect(tenantFaults(sql)).toEqual([]));
});

describe('the rule for statements rejects', () => {
  test.each([
    ['a key of any tenant', 'select * from api_key where hash = $1', unrestricted('api_key')],
    ['several tenants', 'select * from api_key where organization_id = any($1)', unrestricted('api_key')],
    [
      'a condition that need not hold',
      'select * from api_key where organization_id = $1 or enabled',
      unrestricted('api_key'),
    ],
    [
      'a tenant that is no parameter',
      `select * from api_key where organization_id = 'org'`,
      unrestricted('api_key'),
    ],
    [
      'a joined table without its own restriction',
      'select * from api_key k join project p on p.id = k.project_id where k.organization_id = $1',
      unrestricted('project'),
    ],
    [
      'a tenant that only a CTE knows',
      'with mine as (select * from project where organization_id = $1) select * from session s join mine on s.organization_id = mine.organization_id',
      unrestricted('session'),
    ],
    ['a subquery', 'select exists (select from project where id = $1)', unrestricted('project')],
    [
      'a lock of rows of several tenants',
      'select * from purge order by stepped_at limit 1 for update',
      unrestricted('purge'),
    ],
    [
      'a recursive CTE over all tenants',
      `with recursive chain as (select * from audit_chain union all select * from chain) select * from chain`,
      unrestricted('audit_chain'),
    ],
    ['an update', 'update project set name = $1 where id = $2', unrestricted('project')],
    ['a deletion', 'delete from project where id = $1', unrestricted('project')],
    [
      'an insertion',
      'insert into project (id) values ($1)',
      ['project is written without the organization as a value'],
    ],
    [
      'a row that changes its tenant',
      'update project set organization_id = $2 where organization_id = $1',
      ['project is moved to another organization'],
    ],
    [
      'ON CONFLICT with a function that is not immutable',
      `insert into secret_use (organization_id) values ($1) on conflict (hash) do update set last_used_at = now()`,
      ['secret_use is written by ON CONFLICT with a function that may not be immutable'],
    ],
    [
      'a correlated subquery of a CTE',
      'with mine as (select $1 as id) select (select count(*) from mine where mine.id = p.id) from project p where p.organization_id = $1',
      ['a correlated subquery reads the CTE mine'],
    ],
  ])('%s', (_, sql, faults) => expect(tenantFaults(sql)).toEqual(faults));
});

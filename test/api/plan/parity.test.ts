import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../../src/graphql/schema.ts';
import type { Credentials } from '../../support/client.ts';
import { responsesOfTransports } from '../../support/http/compare-transports.ts';
import { randomDocuments } from '../../support/http/random-document.ts';
import type { ComparableResponse } from '../../support/http/transports.ts';
import { keysOf, makeRandomWorld, type RandomWorld } from '../../support/random-world.ts';
import { useServer } from '../../support/server.ts';

// The random queries ask for more than most people do.
const server = useServer({ transport: 'network', env: { MAX_QUERY_COST: '1000000', DEBUG_HEADERS: 'on' } });

let world: RandomWorld;
let keys: readonly Credentials[];

beforeAll(async () => {
  world = await makeRandomWorld(server);
  keys = await keysOf(server, world);
});

const absent = (times: number) => Array(times).fill(undefined);

const orders = ['CREATED_AT', 'NAME'].flatMap((field) =>
  [{}, { direction: null }, { direction: 'ASC' }, { direction: 'DESC' }].map((direction) => ({
    field,
    ...direction,
  })),
);

/** The values of arguments: those that exist, those of others, and invalid ones. */
function candidatesOf(field: string, argument: string): readonly unknown[] {
  const { ids, cursors, projects } = world;
  const [{ name }] = projects;
  const [type = '', list = ''] = field.split('.');
  switch (argument) {
    case 'first':
      return [...absent(12), 1, 1, 2, 2, 3, 100, null, 0];
    case 'last':
      return [...absent(20), 1, 1, 2, 2, 3, 101];
    case 'after':
    case 'before': {
      const [own = [], [foreign] = []] = [
        cursors[list],
        list === 'sessions' ? cursors.triggers : cursors.sessions,
      ];
      return [...absent(8 * own.length), ...own, ...own, ...own, foreign, 'damaged'];
    }
    case 'search':
      return [...absent(6), 'pro', name.slice(-5), '', 'x'.repeat(101)];
    case 'isDefault':
    case 'enabled':
      return [...absent(4), true, false, null];
    case 'orderBy':
      return [undefined, undefined, null, ...orders];
    case 'slug':
      return [...absent(12), name, 'Ö', 'default'];
    case 'name':
      return [...absent(6), name, 'a b'];
    case 'ids':
      return [[], [...(ids.session ?? []), ...(ids.project ?? [])]];
    case 'id':
      if (field === 'Query.node') return [...Object.values(ids).flat(), 'ca_0000000000000000', '', 'evt_x'];
      if (type === 'Query' || field === 'Organization.project')
        return [...absent(6), ...(ids.project ?? []), 'proj_0000000000000000', 'proj_x', null];
      return [...(ids[list] ?? []), ...(ids[list] ?? []), 'ses_0000000000000000', ''];
    case 'toolkitSlugs':
      return [...absent(4), ['github'], ['GitHub', 'slack'], [], ['a b'], null];
    case 'userIds':
      return [...absent(4), ['ann'], ['ann', 'bob'], [], ['']];
    case 'slugs':
    case 'toolSlugs':
      return [...absent(4), ['github_commit'], []];
    case 'authConfigIds':
      return [...absent(4), ids.authConfig, ['ac_x']];
    case 'connectedAccountIds':
      return [...absent(4), ids.connectedAccount];
    case 'connectedAccountId':
      return [...absent(4), ids.connectedAccount?.[0]];
    case 'sessionId':
      return [...absent(4), ids.session?.[0], 'x'];
    case 'from':
    case 'to':
      return [...absent(6), new Date().toISOString(), '2020-01-01T00:00:00Z', '0000-01-01T00:00:00Z'];
    case 'status':
      return [...absent(3), 'PENDING', 'FAILED'];
    case 'statuses':
      return [...absent(4), [], ...(statusesOf[list] ?? []).map((status) => [status])];
    default:
      return [];
  }
}

const statusesOf: Readonly<Record<string, readonly string[]>> = {
  authConfigs: ['ENABLED', 'DISABLED'],
  connectedAccounts: ['ACTIVE', 'EXPIRED', 'INITIATED'],
  sessions: ['ACTIVE', 'CLOSED'],
  toolCallLogs: ['SUCCESS', 'ERROR'],
};

const roots = ['viewer', 'organization', 'project', 'project', 'node'];

/** Fields that the executor always serves. */
const unplanned = ['auditLog', 'createdBy', 'guaranteedPerMinute', 'rateLimitPerMinute'];

describe('a planned query', () => {
  test('returns what the executor returns, for random documents', async () => {
    let plannedCount = 0;
    const requests = fc.constantFrom(...keys).chain((key) => {
      const ofKey = 'x-api-key' in key ? ['viewer', 'project', 'project', 'node'] : roots;
      return fc.tuple(fc.constant(key), randomDocuments(schema, ofKey, candidatesOf, unplanned));
    });
    await fc.assert(
      fc.asyncProperty(requests, async ([key, document]) => {
        if (await expectEqualResponses(JSON.stringify(document), key)) plannedCount += 1;
      }),
      { numRuns: 100 },
    );
    // The others have errors, or what only the executor serves.
    expect(plannedCount).toBeGreaterThan(20);
  });
});

type Answered = { readonly errors?: readonly object[]; readonly data?: unknown };

const errorsOf = ({ body }: ComparableResponse) => {
  const { errors = [] }: Answered = JSON.parse(body);
  return errors.map((error) => JSON.stringify(error));
};

/** Where an error ends all data, which others are met before that is a matter of time, within the API too. So the API is asked
 *  again, for so many times at most, for errors that it has not returned yet. */
const ASKED_AGAIN_MAX = 20;

/** Expects of a plan the status, headers and body of the executor, errors included. Returns whether a plan answered. */
async function expectEqualResponses(body: string, key: Credentials): Promise<boolean> {
  const { executed, planned } = await responsesOfTransports(server, body, key);
  const known = new Set(errorsOf(executed));
  const expected = withoutExecution(executed);
  for (const answer of planned.map(withoutExecution)) {
    if (known.size < 2 && answer.body === expected.body) {
      expect(answer, body).toEqual(expected);
      continue;
    }
    for (let time = 0; time < ASKED_AGAIN_MAX && !errorsOf(answer).every((error) => known.has(error)); time++)
      for (const error of errorsOf((await responsesOfTransports(server, body, key)).executed))
        known.add(error);
    expect([...known], body).toEqual(expect.arrayContaining(errorsOf(answer)));
    expect(errorsOf(answer).length > 0, body).toBe(known.size > 0);
    expect(withoutErrors(answer), body).toEqual(withoutErrors(expected));
  }
  return planned.some(({ headers }) => headers[EXECUTION] === 'planned');
}

const EXECUTION = 'x-bailiwick-execution';

function withoutExecution({ headers, ...answer }: ComparableResponse): ComparableResponse {
  const { [EXECUTION]: _, ...others } = headers;
  return { ...answer, headers: others };
}

function withoutErrors(answer: ComparableResponse) {
  const { errors: _, ...body } = JSON.parse(answer.body);
  return { ...answer, body };
}

import { describe, expect, test } from 'vitest';
import type { ListWebhookDeliveriesQueryVariables } from '../../generated/graphql.ts';
import { graphql } from '../../generated/index.ts';
import { refusalOf, run } from '../../support/client.ts';
import { statementsOf } from '../../support/database/statements.ts';
import { makeSubscription, sendTest } from '../../support/fixtures/webhook.ts';
import { makeProject, makeWorld, type ProjectWorld } from '../../support/fixtures.ts';
import { ListWebhookDeliveries } from '../../support/operations/webhook.ts';
import { useServer } from '../../support/server.ts';

const server = useServer();

const ReadAllWebhooks = graphql(`
  query ReadAllWebhooks {
    organization {
      projects(first: 10) {
        nodes {
          webhookSubscriptions {
            id
            project {
              id
            }
            deliveries(first: 2) {
              totalCount
              nodes {
                id
                subscription {
                  id
                }
              }
            }
          }
        }
      }
    }
  }
`);

type PageInput = Omit<ListWebhookDeliveriesQueryVariables, 'id'>;

async function page({ credentials }: ProjectWorld, id: string, input: PageInput = {}) {
  const { node } = await run(server, ListWebhookDeliveries, { id, ...input }, credentials);
  if (!node || !('deliveries' in node) || !node.deliveries) throw new Error('There is no such subscription.');
  const { nodes, pageInfo, totalCount } = node.deliveries;
  return { ids: nodes.map((delivery) => delivery.id), pageInfo, totalCount };
}

/** A subscription with so many deliveries, and their ids, newest first. */
async function makeDeliveries(project: ProjectWorld, count: number) {
  const subscription = await makeSubscription(server, project);
  const ids: string[] = [];
  for (let made = 0; made < count; made++) ids.unshift((await sendTest(server, project, subscription)).id);
  // Each a minute after the one before, so that their order is beyond doubt.
  await server.database.query(`
    UPDATE webhook_delivery SET created_at = now() - position * interval '1 minute'
    FROM unnest(ARRAY['${ids.join("','")}']) WITH ORDINALITY AS made(id, position)
    WHERE webhook_delivery.id = made.id`);
  return { id: subscription.id, ids };
}

const settle = (ids: readonly string[], status: string) =>
  server.database.query(`
    UPDATE webhook_delivery SET status = '${status}' WHERE id IN ('${ids.join("','")}')`);

describe('list of webhook deliveries', () => {
  test('returns pages, newest first, in both directions', async () => {
    const { project } = await makeWorld(server);
    const { id, ids } = await makeDeliveries(project, 5);
    const first = await page(project, id, { first: 2 });
    expect(first).toMatchObject({
      ids: ids.slice(0, 2),
      totalCount: 5,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = await page(project, id, { first: 2, after: first.pageInfo.endCursor });
    expect(second.ids).toEqual(ids.slice(2, 4));
    const third = await page(project, id, { first: 2, after: second.pageInfo.endCursor });
    expect(third).toMatchObject({
      ids: ids.slice(4),
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const back = await page(project, id, { last: 2, before: second.pageInfo.startCursor });
    expect(back.ids).toEqual(ids.slice(0, 2));
  });

  test('filters and counts by status', async () => {
    const { project } = await makeWorld(server);
    const { id, ids } = await makeDeliveries(project, 5);
    const [succeeded, failed, ...pending] = ids;
    await settle([succeeded ?? ''], 'SUCCEEDED');
    await settle([failed ?? ''], 'FAILED');
    expect(await page(project, id, { status: 'SUCCEEDED' })).toMatchObject({
      ids: [succeeded],
      totalCount: 1,
    });
    expect(await page(project, id, { status: 'FAILED' })).toMatchObject({ ids: [failed], totalCount: 1 });
    expect(await page(project, id, { status: 'PENDING' })).toMatchObject({ ids: pending, totalCount: 3 });
    const cut = await page(project, id, { status: 'PENDING', first: 2 });
    expect(cut).toMatchObject({ ids: pending.slice(0, 2), pageInfo: { hasNextPage: true } });
  });

  test('sends equally many statements for many projects and for one', async () => {
    const { organization, project } = await makeWorld(server);
    const read = async () => {
      let subscriptionCount = 0;
      const statements = await statementsOf(async () => {
        const { organization: found } = await run(server, ReadAllWebhooks, {}, organization.credentials);
        for (const { webhookSubscriptions } of found.projects.nodes) {
          subscriptionCount += webhookSubscriptions.length;
          for (const { deliveries } of webhookSubscriptions) expect(deliveries.totalCount).toBe(3);
        }
      });
      return { subscriptionCount, statements: statements.length };
    };
    await makeDeliveries(project, 3);
    const few = await read();
    for (let made = 0; made < 3; made++) {
      const another = await makeProject(server, organization);
      for (let of = 0; of < 3; of++) await makeDeliveries(another, 3);
    }
    expect(await read()).toEqual({ ...few, subscriptionCount: few.subscriptionCount + 9 });
  });
});

describe('list of webhook deliveries rejects', () => {
  test('the cursor of another subscription', async () => {
    const { project } = await makeWorld(server);
    const [one, other] = [await makeDeliveries(project, 2), await makeDeliveries(project, 2)];
    const { pageInfo } = await page(project, one.id, { first: 1 });
    const variables = { id: other.id, after: pageInfo.endCursor };
    const { extensions } = await refusalOf(server, ListWebhookDeliveries, variables, project.credentials);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', reason: 'INVALID_CURSOR', field: 'after' });
  });
});

import { describe, expect, test } from 'vitest';
import { useDashboard } from '../support/dashboard/dashboard.ts';
import { testViews } from '../support/dashboard/test-views.ts';
import { makeProjectKey } from '../support/fixtures/api-key.ts';
import {
  deliveryThat,
  failDeliveries,
  makeDue,
  makeSubscription,
  sendTest,
} from '../support/fixtures/webhook.ts';
import { makeOrganization, makeProject, makeWorld } from '../support/fixtures.ts';
import { makeReceiver, status } from '../support/network/webhook-receiver.ts';

const dashboard = useDashboard({
  ownDatabase: true,
  env: { BACKGROUND_JOBS: 'on', WEBHOOK_ALLOW_INSECURE: '1' },
});
const { server } = dashboard;

describe('webhooks', () => {
  test('journey 8: a failing webhook is seen, sent again and delivered', async () => {
    const { project } = await makeWorld(server);
    const receiver = await makeReceiver();
    receiver.answerWith(status(500));
    const subscription = await makeSubscription(server, project, { url: receiver.url });
    const { page } = await dashboard.open(`/projects/${project.id}/webhooks`, project.secret);
    await page.getByRole('link', { name: receiver.url }).click();
    await page.getByRole('button', { name: 'Send test event' }).click();
    await page.getByText('Sent a test event.').waitFor();
    const delivery = page.getByRole('row').filter({ has: page.getByText('webhook.test') });
    await delivery.getByText('HTTP 500').waitFor();
    await delivery.getByText('Pending').waitFor();
    await delivery.getByText('1 of 12').waitFor();
    await delivery.getByText(/^in \d+:\d\d$/).waitFor();

    await page.getByRole('button', { name: 'View the delivery of webhook.test' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delivery' });
    await dialog.getByText('The endpoint responded with status 500').waitFor();
    await dialog.getByText(`"webhookSubscriptionId": "${subscription.id}"`).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();

    receiver.answerWith(status(204));
    await page.getByRole('button', { name: 'Redeliver webhook.test' }).click();
    await page.getByText('The delivery is sent again.').waitFor();
    await delivery.getByText('Delivered').waitFor();
    await delivery.getByText('HTTP 204').waitFor();
    expect(receiver.requests).toHaveLength(2);
  });

  test('journey 9: all deliveries that failed in a time are sent again', async () => {
    const { project } = await makeWorld(server);
    const receiver = await makeReceiver();
    receiver.answerWith(status(503));
    const subscription = await makeSubscription(server, project, { url: receiver.url });
    for (let count = 0; count < 3; count += 1) await sendTest(server, project, subscription);
    await receiver.received(3);
    await deliveryThat(server, project, subscription, { attemptCount: 1 });
    await failDeliveries(server, subscription);
    receiver.answerWith(status(200));

    const address = `/projects/${project.id}/webhooks/${subscription.id}?status=FAILED`;
    const { page, requests } = await dashboard.open(address, project.secret);
    await page.getByText('3 in all').waitFor();
    await page.getByRole('button', { name: 'Redeliver failed' }).click();
    const dialog = page.getByRole('dialog', { name: 'Redeliver all failed events' });
    await dialog.getByLabel('Events since').selectOption('The last hour');
    const before = requests.length;
    await dialog.getByRole('button', { name: 'Redeliver' }).click();
    await page.getByText('3 deliveries are sent again.').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByText('Delivered').nth(2).waitFor();
    await receiver.received(6);
    expect(requests.slice(before).length).toBeGreaterThan(0);
  });

  test('is created with a secret that is shown once, edited, rotated with an overlap and deleted', async () => {
    const { project } = await makeWorld(server);
    const { page } = await dashboard.open(`/projects/${project.id}/webhooks`, project.secret);
    await page.getByRole('heading', { name: 'No webhooks' }).waitFor();
    await page.getByRole('button', { name: 'New webhook' }).click();
    await page.getByLabel('URL').fill('http://127.0.0.1:9/hook');
    await page.getByRole('button', { name: 'Create webhook' }).click();
    await page.getByText('events cannot be empty').waitFor();
    await page.getByRole('checkbox', { name: /^trigger\.created/ }).check();
    await page.getByRole('button', { name: 'Create webhook' }).click();
    const secret = await page.getByText(/^whsec_/).textContent();
    await page.getByLabel('I have stored the secret').check();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByRole('link', { name: 'http://127.0.0.1:9/hook' }).click();
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Description').fill('Billing');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved the webhook.').waitFor();
    await page.getByRole('definition').filter({ hasText: 'Billing' }).waitFor();

    await page.getByRole('button', { name: 'Rotate secret' }).click();
    await page.getByLabel('The previous secret signs for another').selectOption('1 hour');
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
    expect(await page.getByText(/^whsec_/).textContent()).not.toBe(secret);
    await page.getByLabel('I have stored the secret').check();
    await page.getByRole('button', { name: 'Close' }).click();
    await page.getByText('Signs until').waitFor();

    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete webhook' }).click();
    await page.getByRole('heading', { name: 'No webhooks' }).waitFor();
  });

  test('is disabled by its switch, at once', async () => {
    const { project } = await makeWorld(server);
    const subscription = await makeSubscription(server, project);
    const { page } = await dashboard.open(`/projects/${project.id}/webhooks`, project.secret);
    const enabled = page.getByRole('switch', { name: `Send events to ${subscription.url}` });
    await enabled.click();
    expect(await enabled.getAttribute('aria-checked')).toBe('false');
    await expect
      .poll(() =>
        server.database.query(`SELECT enabled FROM webhook_subscription WHERE id = '${subscription.id}'`),
      )
      .toEqual([{ enabled: false }]);
    await page.reload();
  });

  test('has its controls disabled, with the missing scope, for a key that may only read', async () => {
    const { organization, project } = await makeWorld(server);
    const subscription = await makeSubscription(server, project);
    const { secret } = await makeProjectKey(server, organization, project, {
      scopes: ['webhooks:read', 'config:read'],
    });
    const { page } = await dashboard.open(`/projects/${project.id}/webhooks/${subscription.id}`, secret);
    for (const name of ['Send test event', 'Rotate secret', 'Edit', 'Redeliver failed']) {
      const button = page.getByRole('button', { name });
      await button.waitFor();
      expect(await button.getAttribute('aria-disabled'), name).toBe('true');
      expect(await button.getAttribute('title'), name).toBe('Needs the scope webhooks:write.');
    }
  });

  test('of another project is not found', async () => {
    const { project } = await makeWorld(server);
    const stranger = await makeWorld(server);
    const { id } = await makeSubscription(server, stranger.project);
    const { page } = await dashboard.open(`/projects/${project.id}/webhooks/${id}`, project.secret);
    await page.getByRole('heading', { name: 'Webhook not found' }).waitFor();
  });

  test('asks at most two operations for a page', async () => {
    const { organization, project } = await makeWorld(server);
    const subscription = await makeSubscription(server, project);
    const visit = await dashboard.open('/projects', organization.secret);
    for (const path of ['webhooks', `webhooks/${subscription.id}`]) {
      const { page, requests } = visit;
      const before = requests.length;
      await page.evaluate(
        (to) => history.pushState(null, '', to),
        `/dashboard/projects/${project.id}/${path}`,
      );
      await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
      await page.getByRole('main').getByText(subscription.url).first().waitFor();
      const sent = requests.slice(before).filter((line) => line.endsWith('/graphql'));
      expect(sent.length, path).toBeLessThanOrEqual(2);
    }
  });
});

describe('axe finds nothing in webhooks', () => {
  testViews(dashboard, async () => {
    const organization = await makeOrganization(server, 'Acme');
    const project = await makeProject(server, organization, { name: 'Staging' });
    const receiver = await makeReceiver();
    const failing = await makeReceiver();
    failing.answerWith(status(500));
    const billing = await makeSubscription(server, project, {
      url: receiver.url,
      description: 'Billing service',
      events: ['CONNECTED_ACCOUNT_EXPIRED', 'TRIGGER_CREATED', 'TRIGGER_DELETED'],
    });
    const audit = await makeSubscription(server, project, {
      url: failing.url,
      description: 'Audit archive',
      events: ['API_KEY_CREATED', 'API_KEY_ROTATED', 'SESSION_CREATED'],
      headers: [{ name: 'x-tenant', value: 'acme' }],
    });
    await makeSubscription(server, project, { url: 'http://127.0.0.1:9/unused', enabled: false });
    for (const subscription of [billing, audit, audit]) await sendTest(server, project, subscription);
    await deliveryThat(server, project, audit, { attemptCount: 1 });
    await failDeliveries(server, audit);
    const pending = await sendTest(server, project, audit);
    await makeDue(server, pending);
    await deliveryThat(server, project, audit, { responseStatus: 500 });
    const root = `/projects/staging/webhooks`;
    return {
      key: organization.secret,
      views: {
        webhooks: { path: root, reach: (page) => page.getByText('Audit archive').waitFor() },
        'no webhooks': {
          path: '/projects/default/webhooks',
          reach: (page) => page.getByRole('heading', { name: 'No webhooks' }).waitFor(),
        },
        'new webhook': { path: `${root}?create=true`, reach: (page) => page.getByRole('dialog').waitFor() },
        webhook: {
          path: `${root}/${audit.id}`,
          reach: (page) => page.getByText('Pending').last().waitFor(),
        },
        delivery: {
          path: `${root}/${audit.id}?delivery=${pending.id}`,
          reach: (page) => page.getByText('Copy payload').waitFor(),
        },
        'redeliver all': {
          path: `${root}/${audit.id}`,
          reach: async (page) => {
            await page.getByRole('button', { name: 'Redeliver failed' }).click();
            await page.getByRole('dialog').waitFor();
          },
        },
        'webhook actions': {
          path: `${root}/${audit.id}`,
          reach: async (page) => {
            await page.getByRole('button', { name: 'More actions' }).click();
            await page.getByRole('menuitem').waitFor();
          },
        },
        'webhook not found': {
          path: `${root}/ws_0000000000000000`,
          reach: (page) => page.getByRole('heading', { name: 'Webhook not found' }).waitFor(),
        },
      },
    };
  });
});

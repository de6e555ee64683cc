import type { WebhookEventType } from '../../generated/graphql.ts';
import type { SubscriptionWorld } from '../fixtures/webhook.ts';
import type { World } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

/** What an event says beside its id, its time and its organization. */
export type ToldEvent = {
  readonly type: string;
  readonly projectId: string | null;
  /** All of it, as the API shows it. */
  readonly data: object;
};

/** Something that only has to be done. Gives every event that it must tell, in any order. */
export type ReadyCause = (listener: SubscriptionWorld) => Promise<readonly ToldEvent[]>;

/** Makes what something needs that tells an event. */
export type Cause = (server: TestServer, world: World) => Promise<ReadyCause>;

export type CausesOf<Type extends WebhookEventType> = {
  readonly [Name in Type]: Readonly<Record<string, Cause>>;
};

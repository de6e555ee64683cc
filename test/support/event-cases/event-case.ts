import type { WebhookEventType } from '../../generated/graphql.ts';
import type { SubscriptionWorld } from '../fixtures/webhook.ts';
import type { World } from '../fixtures.ts';
import type { TestServer } from '../server.ts';

/** An expected event, without its id, time and organization. */
export type ExpectedEvent = {
  readonly type: string;
  readonly projectId: string | null;
  /** The whole resource, as the API shows it. */
  readonly data: object;
};

/** Performs the operation and returns every event that it must emit, in any order. */
type PreparedEventCase = (listener: SubscriptionWorld) => Promise<readonly ExpectedEvent[]>;

/** Creates what an operation that emits events needs. */
export type EventCase = (server: TestServer, world: World) => Promise<PreparedEventCase>;

export type EventCasesOf<Type extends WebhookEventType> = {
  readonly [Name in Type]: Readonly<Record<string, EventCase>>;
};

import type { Credential } from '../../auth/authenticate.ts';
import { createSenders, type KnownSender } from '../../auth/senders.ts';
import type { Actor } from '../../domain/actor.ts';
import { costTooHigh } from '../../domain/errors.ts';
import type { Client, RateLimitState, SpendingKey } from '../../domain/scope.ts';
import type { FairGate } from '../../lib/fair-gate.ts';
import { type AddressesOptions, createAddresses } from './addresses.ts';
import {
  type Charge,
  createLimits,
  type LimitsOptions,
  rateLimitHeaders,
  rateLimitStateOf,
  requireAllowed,
  senderOf,
} from './limits.ts';

/** What a request has been charged. Undefined: it has not been yet. Null: no limit holds for it. */
export type Metered = {
  charge?: Charge | null;
  /** What the document costs, whoever counts that. */
  cost?: number;
  /** The slot that it runs in. Undefined: none yet, or no longer. */
  turn?: { readonly gate: FairGate; readonly key: string } | undefined;
};

export type MeterOptions = LimitsOptions &
  AddressesOptions & {
    readonly costMax: number;
    readonly windowSeconds: number;
    /** Throws where as many wait for the database as may, and those of no other organization are more. */
    readonly requireRoom: (readOrganizationId: () => string) => void;
  };

/** What all doors share: who may come in how often, and how much one document may ask for. */
export type Meter = ReturnType<typeof createMeter>;

export function createMeter(options: MeterOptions) {
  const { costMax, windowSeconds, requireRoom } = options;
  const limits = createLimits(options);
  const addresses = createAddresses(options);
  const senders = createSenders();
  return {
    costMax,
    senders,
    /** Before anybody looks the key up. Throws RATE_LIMITED for who is known to be over a limit, and where there is no room. */
    admit(credential: Credential | null, readClient: () => Client, metered: Metered): void {
      if (credential) requireRoom(() => senders.recall(credential.hash)?.organizationId ?? '');
      if (!limits.isAnyUsedUp() && !addresses.isAnyShutOut()) return;
      // The key of the operator is compared without a look, and whoever has been charged has been let in.
      if (!credential || credential.kind === 'operator' || metered.charge !== undefined) return;
      const known = senders.recall(credential.hash);
      addresses.admit(readClient(), known !== undefined);
      const charge = known && chargeKnown(known);
      if (!charge) return;
      metered.charge = charge;
      requireAllowed(charge);
    },
    /** Where a key comes from, as far as it is known before it is looked up. */
    senderOf: (credential: Credential | null, { ip }: Client) => ({
      ip,
      organizationId: credential ? senders.recall(credential.hash)?.organizationId : undefined,
    }),
    /** After somebody has been let in. */
    remember(credential: Credential | null, actor: Actor): void {
      if (credential && 'keyHash' in actor) senders.remember(credential.hash, actor);
    },
    /** After a key was refused: the error to answer with. */
    refused: addresses.refused,
    /** For what needs no key. Throws RATE_LIMITED, and where there is no room. */
    async chargeKeyless(client: Client): Promise<void> {
      requireRoom(() => '');
      await addresses.chargeKeyless(client);
    },
    /** Once a request. Throws RATE_LIMITED. */
    async charge(metered: Metered, actor: Actor, cost: number): Promise<void> {
      metered.cost ??= cost;
      if (metered.charge === undefined) {
        const sender = limits.isOn() ? senderOf(actor) : null;
        metered.charge = sender && (await limits.charge(sender, cost));
      }
      requireAllowed(metered.charge);
    },
    /** Charges what a request reads beyond the cost of its document. Throws RATE_LIMITED. */
    async chargeMore(metered: Metered, actor: Actor, cost: number): Promise<void> {
      metered.cost = (metered.cost ?? 0) + cost;
      const sender = limits.isOn() && cost > 0 ? senderOf(actor) : null;
      const charge = sender && (await limits.charge(sender, cost));
      if (charge) metered.charge = { ...charge, cost: metered.cost };
      requireAllowed(charge);
    },
    /** Takes a point of the limits that a key and its project have of their own. False: there is none left. */
    async spend({ id: apiKeyId, organizationId, projectId }: SpendingKey): Promise<boolean> {
      return !(await limits.chargeOwn({ organizationId, projectId, apiKeyId }, 1))?.refused;
    },
    /** Throws COST_TOO_HIGH. */
    checkCost(cost: number): void {
      if (cost > costMax) throw costTooHigh(cost, costMax);
    },
    stateOf: ({ charge }: Metered, now: Date): RateLimitState | null => rateLimitStateOf(charge, now),
    headersOf: ({ charge }: Metered): Readonly<Record<string, string>> =>
      charge ? rateLimitHeaders(charge, windowSeconds) : {},
  };

  function chargeKnown(known: KnownSender): Charge | null {
    const sender = limits.isOn() ? senderOf(known) : null;
    return sender && limits.known(sender);
  }
}

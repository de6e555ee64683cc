import type { Actor } from '../../domain/actor.ts';
import { rateLimited } from '../../domain/errors.ts';
import type { RateLimitState } from '../../domain/scope.ts';
import { createEnds } from './ends.ts';

/** Who is charged for a request. */
export type Sender = {
  readonly organizationId: string;
  /** Null: a key of the organization was sent. */
  readonly projectId: string | null;
  /** Null: no key was sent, and none was needed. */
  readonly apiKeyId: string | null;
};

/** Null: nobody is charged. */
export function senderOf(actor: Actor): Sender | null {
  if (!('organizationId' in actor)) return null;
  const { organizationId } = actor;
  const projectId = 'projectId' in actor ? actor.projectId : null;
  return { organizationId, projectId, apiKeyId: 'apiKey' in actor ? actor.apiKey.id : null };
}

type Level = { readonly name: string; readonly key: string; readonly limit: number };

/** What a limit says of a request. */
export type LevelState = Omit<Level, 'key'> & { readonly remaining: number; readonly endsInMs: number };

type CountedLevel = LevelState & { readonly isOver: boolean };

/** What came of charging a request. */
export type Charge = {
  readonly cost: number;
  readonly levels: readonly LevelState[];
  /** The limit that is used up. Null: the request may go on. */
  readonly refused: LevelState | null;
};

export type Limits = {
  /** False: no limit holds for anybody, and nobody need be asked after. */
  isOn(): boolean;
  /** Whether some limit is used up at the moment. */
  isAnyUsedUp(): boolean;
  /** Null: no limit holds for this sender. Does not reject, and costs nothing for who is known to be over a limit. */
  charge(sender: Sender, cost: number): Promise<Charge | null>;
  /** The same without the limit of the organization: for a key that somebody asks about. */
  chargeOwn(sender: Sender, cost: number): Promise<Charge | null>;
  /** What `charge` would refuse without asking anybody else. Null: it would ask. */
  known(sender: Sender): Charge | null;
};

export type LimitsOptions = {
  readonly counter: {
    add(key: string, points: number): Promise<{ readonly points: number; readonly endsInMs: number }>;
  };
  /** 0: none. */
  readonly organizationPerMinute: number;
  /** The limits that projects and keys have of their own. */
  readonly own: { of(subjectId: string): number | undefined; count(): number };
};

export function createLimits({ counter, organizationPerMinute, own }: LimitsOptions): Limits {
  /** When the windows end that are used up: until then nothing is counted, neither there nor at the levels above. */
  const usedUp = createEnds();
  // On the way of every request: no more objects than needed.
  const levelsOf = ({ organizationId, projectId, apiKeyId }: Sender): Level[] => {
    const levels: Level[] = [];
    if (organizationPerMinute > 0)
      levels.push({ name: 'organization', key: organizationId, limit: organizationPerMinute });
    if (own.count() === 0) return levels;
    const ofProject = projectId !== null && own.of(projectId);
    if (ofProject) levels.push({ name: 'project', key: projectId, limit: ofProject });
    const ofKey = apiKeyId !== null && own.of(apiKeyId);
    if (ofKey) levels.push({ name: 'key', key: apiKeyId, limit: ofKey });
    return levels;
  };
  const findUsedUp = (levels: readonly Level[], cost: number): Charge | null => {
    if (!usedUp.isAny()) return null;
    const states = levels.flatMap((level) => {
      const endsInMs = usedUp.leftMs(level.key);
      return endsInMs > 0 ? [{ ...level, remaining: 0, endsInMs }] : [];
    });
    return states.length > 0 ? { cost, levels: states, refused: lastToEnd(states) } : null;
  };
  const count = async ({ name, key, limit }: Level, cost: number): Promise<CountedLevel> => {
    // A document that costs more than a whole window takes a whole one, and is not shut out for good.
    const { points, endsInMs } = await counter.add(key, Math.min(cost, limit));
    if (points >= limit) usedUp.set(key, endsInMs);
    return { name, limit, remaining: Math.max(0, limit - points), endsInMs, isOver: points > limit };
  };
  return {
    isOn: () => organizationPerMinute > 0 || own.count() > 0,
    isAnyUsedUp: usedUp.isAny,
    known: (sender) => findUsedUp(levelsOf(sender), 0),
    charge: async (sender, cost) => chargeLevels(levelsOf(sender), cost),
    chargeOwn: async (sender, cost) => {
      const levels = own.count() === 0 ? [] : levelsOf(sender);
      return chargeLevels(
        levels.filter(({ key }) => key !== sender.organizationId),
        cost,
      );
    },
  };

  async function chargeLevels(levels: readonly Level[], cost: number): Promise<Charge | null> {
    const [first, ...others] = levels;
    if (!first) return null;
    const known = findUsedUp(levels, cost);
    if (known) return known;
    const counting = count(first, cost);
    const states =
      others.length === 0
        ? [await counting]
        : await Promise.all([counting, ...others.map((level) => count(level, cost))]);
    const isAnyOver = states.some(({ isOver }) => isOver);
    return {
      cost,
      levels: states,
      refused: isAnyOver ? lastToEnd(states.filter(({ isOver }) => isOver)) : null,
    };
  }
}

const lastToEnd = (states: readonly LevelState[]): LevelState | null =>
  states.toSorted((one, other) => other.endsInMs - one.endsInMs)[0] ?? null;

/** Throws for a request that may not go on. */
export function requireAllowed(charge: Charge | null): void {
  if (!charge?.refused) return;
  const { name, limit, endsInMs } = charge.refused;
  throw rateLimited(
    'RATE_LIMIT_EXCEEDED',
    `The ${name} has used up its ${limit} points of this minute.`,
    secondsOf(endsInMs),
  );
}

export const secondsOf = (ms: number) => Math.max(1, Math.ceil(ms / 1_000));

/** The limit that is nearest to its end. */
export function rateLimitStateOf(charge: Charge | null | undefined, now: Date): RateLimitState | null {
  const [nearest] = charge?.levels.toSorted((one, other) => one.remaining - other.remaining) ?? [];
  if (!charge || !nearest) return null;
  const { limit, remaining, endsInMs } = nearest;
  return { limit, remaining, resetAt: new Date(now.getTime() + endsInMs), cost: charge.cost };
}

/** As draft-ietf-httpapi-ratelimit-headers has them. */
export function rateLimitHeaders(
  { levels, refused }: Charge,
  windowSeconds: number,
): Readonly<Record<string, string>> {
  const list = (item: (state: LevelState) => string) =>
    levels.map((state) => `"${state.name}";${item(state)}`).join(', ');
  return {
    ratelimit: list(({ remaining, endsInMs }) => `r=${remaining};t=${secondsOf(endsInMs)}`),
    'ratelimit-policy': list(({ limit }) => `q=${limit};w=${windowSeconds}`),
    ...(refused && { 'retry-after': `${secondsOf(refused.endsInMs)}` }),
  };
}

import type { Actor } from './actor.ts';
import { DomainError } from './errors.ts';

/** The nouns that scopes of project keys name: what belongs to each, and the id prefixes of its objects. `:write` includes
 *  `:read`. */
export const scopeNouns = {
  auth_configs: { opens: 'Auth configs.', prefixes: ['ac'] },
  connected_accounts: {
    opens: 'Connected accounts, and their credentials as the project settings show them.',
    prefixes: ['ca'],
  },
  triggers: { opens: 'Triggers.', prefixes: ['ti'] },
  webhooks: { opens: 'Webhook subscriptions and their deliveries.', prefixes: ['ws', 'whd'] },
  sessions: { opens: 'Sessions.', prefixes: ['ses'] },
  tool_calls: { opens: 'The log of tool calls.', prefixes: ['log'] },
  config: {
    opens: 'The project settings, the list of its keys and its audit log.',
    prefixes: ['pcfg', 'key', 'aud'],
  },
  usage: { opens: 'Usage and quotas.', prefixes: ['pquo'] },
  mcp: {
    opens: 'MCP servers. Each tool also needs the scope of the objects that it reads or changes.',
    prefixes: ['mcp'],
  },
} as const;

/** Id prefixes of objects that need a scope. */
export type ScopedIdPrefix = (typeof scopeNouns)[ScopeNoun]['prefixes'][number];

export type ScopeNoun = keyof typeof scopeNouns;
export type KeyScope = `${ScopeNoun}:${'read' | 'write'}`;

export const keyScopes: readonly KeyScope[] = (Object.keys(scopeNouns) as ScopeNoun[]).flatMap(
  (noun) => [`${noun}:read`, `${noun}:write`] as const,
);

/** Describes what a scope permits. */
export function scopeMeaning(scope: KeyScope): string {
  const [, noun] = Object.entries(scopeNouns).find(([name]) => scope.startsWith(`${name}:`)) ?? [];
  return noun === undefined ? '' : `${scope.endsWith(':write') ? 'Read and change' : 'Read'}: ${noun.opens}`;
}

/** Returns the scope that reading an object with this id prefix needs. Undefined: none. */
export function readScopeOf(prefix: string): KeyScope | undefined {
  return keyScopes.find((scope) => {
    const [noun] =
      Object.entries(scopeNouns).find(([, { prefixes }]) => prefixes.some((one) => one === prefix)) ?? [];
    return scope === `${noun}:read`;
  });
}

export const isKeyScope = (text: string): text is KeyScope => keyScopes.some((scope) => scope === text);

/** Returns whether a key with these scopes has the required one. Null: the key has every scope. */
export function grantsScope(granted: readonly string[] | null, required: KeyScope): boolean {
  return (
    granted === null || granted.includes(required) || granted.includes(required.replace(/:read$/, ':write'))
  );
}

/** Returns each scope once, in the order of the list, without a `:read` that a `:write` includes. */
export function normalizeScopes(scopes: Iterable<string>): readonly KeyScope[] {
  const requested = new Set(scopes);
  return keyScopes.filter(
    (scope) =>
      requested.has(scope) && !(scope.endsWith(':read') && requested.has(scope.replace(/:read$/, ':write'))),
  );
}

/** Returns whether an actor has a scope. Only project keys are restricted to scopes. */
export function hasScope(actor: Actor, required: KeyScope): boolean {
  return !('apiKey' in actor) || grantsScope(actor.apiKey.scopes, required);
}

/** Throws FORBIDDEN, naming the scope, for a key that lacks it. */
export function requireScope(actor: Actor, required: KeyScope): void {
  if (hasScope(actor, required)) return;
  throw new DomainError({
    code: 'FORBIDDEN',
    reason: 'SCOPE_MISSING',
    message: `The key lacks the scope ${required}.`,
    suggestedFix: `Use a key whose scopes include ${required}.`,
  });
}

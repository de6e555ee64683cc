import type { Actor } from './actor.ts';
import { DomainError } from './errors.ts';

/** The nouns that scopes of project keys name, with what belongs to each. `:write` includes `:read`. */
export const scopeNouns = {
  auth_configs: 'Auth configs.',
  connected_accounts: 'Connected accounts, and their credentials as the project settings show them.',
  triggers: 'Triggers.',
  webhooks: 'Webhook subscriptions and their deliveries.',
  sessions: 'Sessions.',
  tool_calls: 'The log of tool calls.',
  config: 'The project settings, the list of its keys and its audit log.',
  usage: 'Usage and quotas.',
  mcp: 'MCP servers. Each tool also needs the scope of the objects that it reads or changes.',
} as const;

export type ScopeNoun = keyof typeof scopeNouns;
export type KeyScope = `${ScopeNoun}:${'read' | 'write'}`;

export const keyScopes: readonly KeyScope[] = (Object.keys(scopeNouns) as ScopeNoun[]).flatMap(
  (noun) => [`${noun}:read`, `${noun}:write`] as const,
);

/** Describes what a scope permits. */
export function scopeMeaning(scope: KeyScope): string {
  const [noun, meaning] = Object.entries(scopeNouns).find(([name]) => scope.startsWith(`${name}:`)) ?? [];
  return noun === undefined ? '' : `${scope.endsWith(':write') ? 'Read and change' : 'Read'}: ${meaning}`;
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

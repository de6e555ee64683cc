import type { Actor } from './actor.ts';
import { DomainError } from './errors.ts';

/** What a project key can be limited to, and what belongs to it. Of each, `:write` includes `:read`. */
export const scopeNouns = {
  auth_configs: 'Auth configs.',
  connected_accounts: 'Connected accounts, their credentials as far as the project shows them.',
  triggers: 'Triggers.',
  webhooks: 'Webhook subscriptions and their deliveries.',
  sessions: 'Sessions.',
  tool_calls: 'The log of tool calls.',
  config: 'The settings of the project, the list of its keys and its audit log.',
  usage: 'Usage and quotas.',
  mcp: 'MCP servers. What their tools do needs the scope of what they do it to.',
} as const;

export type ScopeNoun = keyof typeof scopeNouns;
export type KeyScope = `${ScopeNoun}:${'read' | 'write'}`;

export const keyScopes: readonly KeyScope[] = (Object.keys(scopeNouns) as ScopeNoun[]).flatMap(
  (noun) => [`${noun}:read`, `${noun}:write`] as const,
);

/** What a scope opens, in words. */
export function scopeMeaning(scope: KeyScope): string {
  const [noun, meaning] = Object.entries(scopeNouns).find(([name]) => scope.startsWith(`${name}:`)) ?? [];
  return noun === undefined ? '' : `${scope.endsWith(':write') ? 'Read and change' : 'Read'}: ${meaning}`;
}

export const isKeyScope = (text: string): text is KeyScope => keyScopes.some((scope) => scope === text);

/** Whether a key with these scopes may do what needs one of them. Null: it may do everything. */
export function grantsScope(had: readonly string[] | null, needed: KeyScope): boolean {
  return had === null || had.includes(needed) || had.includes(needed.replace(/:read$/, ':write'));
}

/** Every scope once and in the order of the list, without a `:read` whose `:write` is there too. */
export function normalizeScopes(scopes: Iterable<string>): readonly KeyScope[] {
  const given = new Set(scopes);
  return keyScopes.filter(
    (scope) => given.has(scope) && !(scope.endsWith(':read') && given.has(scope.replace(/:read$/, ':write'))),
  );
}

/** Whether an actor may do what needs a scope. Only keys of projects are limited. */
export function hasScope(actor: Actor, needed: KeyScope): boolean {
  return !('apiKey' in actor) || grantsScope(actor.apiKey.scopes, needed);
}

/** Throws FORBIDDEN, naming the scope, for a key that lacks it. */
export function requireScope(actor: Actor, needed: KeyScope): void {
  if (hasScope(actor, needed)) return;
  throw new DomainError({
    code: 'FORBIDDEN',
    reason: 'SCOPE_MISSING',
    message: `The key lacks the scope ${needed}.`,
    suggestedFix: `Use a key whose scopes include ${needed}.`,
  });
}

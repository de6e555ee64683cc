import type { ApiKeyRow } from '../../repositories/api-key/read.ts';
import type { Actor } from './actor.ts';
import { DomainError } from './errors.ts';

type Noun = {
  /** Whether the objects belong to projects or to the organization. Project keys have scopes of projects only. */
  readonly level: 'project' | 'organization';
  readonly opens: string;
  readonly verbs: readonly string[];
  /** Id prefixes of objects that need `:read`. */
  readonly prefixes: readonly string[];
};

const READ_WRITE = ['read', 'write'] as const;

/** The nouns that scopes name, and what belongs to each. `:write` includes `:read`. */
export const scopeNouns = {
  auth_configs: { level: 'project', opens: 'Auth configs.', verbs: READ_WRITE, prefixes: ['ac'] },
  connected_accounts: {
    level: 'project',
    opens: 'Connected accounts, and their credentials as the project settings show them.',
    verbs: READ_WRITE,
    prefixes: ['ca'],
  },
  triggers: { level: 'project', opens: 'Triggers.', verbs: READ_WRITE, prefixes: ['ti'] },
  webhooks: {
    level: 'project',
    opens: 'Webhook subscriptions and their deliveries.',
    verbs: READ_WRITE,
    prefixes: ['ws', 'whd'],
  },
  sessions: { level: 'project', opens: 'Sessions.', verbs: READ_WRITE, prefixes: ['ses'] },
  tool_calls: { level: 'project', opens: 'The log of tool calls.', verbs: READ_WRITE, prefixes: ['log'] },
  config: {
    level: 'project',
    opens: 'The project settings, the list of its keys and its audit log.',
    verbs: READ_WRITE,
    prefixes: ['pcfg', 'key', 'aud'],
  },
  usage: { level: 'project', opens: 'Usage and quotas.', verbs: READ_WRITE, prefixes: ['pquo'] },
  mcp: {
    level: 'project',
    opens: 'MCP servers. Each tool also needs the scope of the objects that it reads or changes.',
    verbs: READ_WRITE,
    prefixes: ['mcp'],
  },
  organization: {
    level: 'organization',
    opens: 'The name and the settings of the organization.',
    verbs: READ_WRITE,
    prefixes: [],
  },
  projects: {
    level: 'organization',
    opens: 'The list of projects, their names and slugs.',
    verbs: ['read', 'write', 'purge'],
    prefixes: [],
  },
  api_keys: {
    level: 'organization',
    opens: 'Keys of the organization and of its projects.',
    verbs: READ_WRITE,
    prefixes: [],
  },
  members: {
    level: 'organization',
    opens: 'Members, their invitations and their permissions.',
    verbs: READ_WRITE,
    prefixes: [],
  },
  audit: {
    level: 'organization',
    opens: 'The audit log of the organization, its export and its verification.',
    verbs: ['read'],
    prefixes: [],
  },
  limits: {
    level: 'organization',
    opens: 'Quotas and rate limits of projects and keys.',
    verbs: READ_WRITE,
    prefixes: [],
  },
} as const satisfies Record<string, Noun>;

type ScopeNoun = keyof typeof scopeNouns;

/** Id prefixes of objects that need a scope. */
export type ScopedIdPrefix = (typeof scopeNouns)[ScopeNoun]['prefixes'][number];

export type KeyScope = {
  [Name in ScopeNoun]: `${Name}:${(typeof scopeNouns)[Name]['verbs'][number]}`;
}[ScopeNoun];

const scopesOfLevel = (level: Noun['level']): readonly KeyScope[] =>
  Object.entries<Noun>(scopeNouns).flatMap(([name, noun]) =>
    noun.level === level ? noun.verbs.map((verb) => `${name}:${verb}` as KeyScope) : [],
  );

/** Scopes of objects in projects: of project keys, and of organization keys in each project that they see. */
export const projectScopes = scopesOfLevel('project');
/** Scopes of objects of the organization, which project keys never have. */
export const organizationScopes = scopesOfLevel('organization');
export const keyScopes: readonly KeyScope[] = [...projectScopes, ...organizationScopes];

/** Scopes that a key has only if its scopes name them. */
const explicitScopes: ReadonlySet<KeyScope> = new Set([
  'organization:write',
  'projects:purge',
  'members:read',
  'members:write',
]);

/** The scopes of keys without a list: the rights of keys issued before organization keys had scopes. */
const impliedScopes = {
  organization: new Set(keyScopes.filter((scope) => !explicitScopes.has(scope))),
  project: new Set(projectScopes),
} as const;

/** Returns whether organization keys without a list have the scope. */
export const isImplied = (scope: KeyScope): boolean => !explicitScopes.has(scope);

export const levelOf = (scope: KeyScope): Noun['level'] =>
  projectScopes.includes(scope) ? 'project' : 'organization';

const nounOf = (scope: string) => scope.slice(0, scope.indexOf(':'));

/** Describes what a scope permits. */
export function scopeMeaning(scope: KeyScope): string {
  if (scope === 'projects:purge') return 'Delete projects permanently.';
  const [, noun] = Object.entries(scopeNouns).find(([name]) => name === nounOf(scope)) ?? [];
  return noun === undefined ? '' : `${scope.endsWith(':write') ? 'Read and change' : 'Read'}: ${noun.opens}`;
}

/** Returns the scope that reading an object with this id prefix needs. Undefined: none. */
export function readScopeOf(prefix: string): KeyScope | undefined {
  const [name] = Object.entries<Noun>(scopeNouns).find(([, { prefixes }]) => prefixes.includes(prefix)) ?? [];
  return keyScopes.find((scope) => scope === `${name}:read`);
}

export const isKeyScope = (text: string): text is KeyScope => keyScopes.some((scope) => scope === text);

const including = (scope: string) => scope.replace(/:read$/, ':write');

/** Returns whether a list of scopes includes the required one. */
export function grantsScope(granted: readonly string[], required: KeyScope): boolean {
  return granted.includes(required) || granted.includes(including(required));
}

/** Returns each scope once, in the order of the list, without a `:read` that a `:write` includes. */
export function normalizeScopes(scopes: Iterable<string>): readonly KeyScope[] {
  const requested = new Set(scopes);
  return keyScopes.filter(
    (scope) => requested.has(scope) && (including(scope) === scope || !requested.has(including(scope))),
  );
}

/** The parts of a key that decide its scopes. Scopes null: those of a key without a list. */
export type ScopedKey = Pick<ApiKeyRow, 'projectId' | 'scopes'>;

export function keyHasScope({ projectId, scopes }: ScopedKey, required: KeyScope): boolean {
  if (scopes === null) return impliedScopes[projectId === null ? 'organization' : 'project'].has(required);
  return grantsScope(scopes, required);
}

/** Returns every scope that a key has, normalized. */
export function scopesOfKey(key: ScopedKey): readonly KeyScope[] {
  return normalizeScopes(keyScopes.filter((scope) => keyHasScope(key, scope)));
}

/** Returns whether an actor has a scope. Actors other than keys are not limited to scopes. */
export function hasScope(actor: Actor, required: KeyScope): boolean {
  return !('apiKey' in actor) || keyHasScope(actor.apiKey, required);
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

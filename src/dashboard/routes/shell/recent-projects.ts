import type { ShellProjectQuery } from './generated/operations.ts';

export type ProjectChoice = Pick<
  ShellProjectQuery['project'],
  'id' | 'name' | 'slug' | 'environment' | 'isDefault'
>;

const KEPT_MAX = 5;
const storedAs = (organizationId: string) => `bailiwick:recent:${organizationId}`;

/** Returns the projects of the organization that this browser has shown, newest first. */
export function recentProjects(organizationId: string): readonly ProjectChoice[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storedAs(organizationId)) ?? '[]');
    return Array.isArray(stored) ? stored.filter(isChoice) : [];
  } catch {
    return [];
  }
}

const isChoice = (value: unknown): value is ProjectChoice =>
  typeof value === 'object' &&
  value !== null &&
  ['id', 'name', 'slug'].every((name) => typeof (value as Record<string, unknown>)[name] === 'string');

export function rememberProject(organizationId: string, project: ProjectChoice): void {
  const { id, name, slug, environment, isDefault } = project;
  const others = recentProjects(organizationId).filter((recent) => recent.id !== id);
  const kept = [{ id, name, slug, environment, isDefault }, ...others].slice(0, KEPT_MAX);
  localStorage.setItem(storedAs(organizationId), JSON.stringify(kept));
}

/** Forgets a project that was deleted. */
export function forgetProject(organizationId: string, id: string): void {
  const kept = recentProjects(organizationId).filter((recent) => recent.id !== id);
  localStorage.setItem(storedAs(organizationId), JSON.stringify(kept));
}

import type { KeyKind } from '../../domain/api-key/secret.ts';
import { type PageInput, pageSize } from '../../domain/core/pagination.ts';
import { idPrefix } from '../../domain/core/request-context.ts';
import { readCursor } from '../../domain/project/list.ts';
import { slugPattern } from '../../domain/project/naming.ts';

/** The arguments of one field as a plan uses them: `shape` distinguishes statements, `values` fill the parameters. */
export type BoundArguments = { readonly shape: string; readonly values: readonly unknown[] };

export type RequestFacts = { readonly kind: KeyKind; readonly requestedProjectId: string | null };

type Arguments = { readonly [name: string]: unknown };

/** Null: not supported by plans; the standard executor handles the field, including its errors. */
export type BindArguments = (args: Arguments, facts: RequestFacts) => BoundArguments | null;

const isProjectId = (id: unknown) => typeof id === 'string' && idPrefix(id) === 'proj';

/** Selects the project of `Query.project` by the same rules as `resolveProject`. */
export const bindProject: BindArguments = ({ id, slug }, { kind, requestedProjectId }) => {
  if (id != null && slug != null) return null;
  if (id != null) return isProjectId(id) ? { shape: 'id', values: [id] } : null;
  if (slug != null) return slugPattern.test(String(slug)) ? { shape: 'slug', values: [slug] } : null;
  if (kind === 'project') return { shape: 'own', values: [] };
  if (requestedProjectId === null) return { shape: 'default', values: [] };
  return isProjectId(requestedProjectId) ? { shape: 'id', values: [requestedProjectId] } : null;
};

/** Forward pages of `Organization.projects` in the default order. */
export const bindProjectPage: BindArguments = (args) => {
  const { first, after, ...others } = args;
  if (Object.values(others).some((value) => value != null)) return null;
  const size = sizeOrNull({ first: typeof first === 'number' ? first : null });
  if (size === null) return null;
  if (after == null) return { shape: 'first', values: [size] };
  const cursor = readCursor(String(after));
  return cursor && { shape: 'after', values: [size, cursor.value, cursor.id, cursor.check] };
};

function sizeOrNull(input: PageInput): number | null {
  try {
    return pageSize(input).size;
  } catch {
    return null;
  }
}

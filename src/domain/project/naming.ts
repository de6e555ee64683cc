import { z } from 'zod';
import { randomBase62 } from '../../lib/random-id.ts';
import { label } from '../../lib/text.ts';
import { violatedUniqueIndex } from '../../postgres/database.ts';
import { DomainError } from '../core/errors.ts';

export const projectEnvironments = ['LIVE', 'TEST'] as const;

/** The slug of the project that is created with its organization. */
export const RESERVED_SLUG = 'default';
export const SLUG_LENGTH_MAX = 64;
export const NAME_LENGTH_MIN = 3;
export const NAME_LENGTH_MAX = 75;
const SLUG_SUFFIX_LENGTH = 4;
const SLUG_ATTEMPTS_MAX = 4;

export const namePattern = /^[a-zA-Z0-9_-]{3,75}$/;
export const slugPattern = /^[a-z0-9_-]{1,64}$/;

export const projectName = z
  .string({ error: 'cannot be null' })
  .regex(namePattern, 'must have 3 to 75 characters out of a-z, A-Z, 0-9, _ and -');

export const projectSlug = z
  .string({ error: 'cannot be null' })
  .regex(slugPattern, 'must have 1 to 64 characters out of a-z, 0-9, _ and -');

export const projectDisplayName = label(128);

export const projectEnvironment = z.enum(projectEnvironments, { error: 'must be LIVE or TEST' });

/** A slug to try for a new project. */
export type SlugChoice = {
  readonly slug: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The derived slug without a suffix. Null: the client gave the slug. */
  readonly derived: string | null;
};

/** Returns the slug to try first: the given one, or one derived from the name. Names that differ only in case have the same derived slug, and
 *  one name has the reserved slug, which gets a suffix at once. */
export function chooseSlug(name: string, given: string | null | undefined): SlugChoice {
  if (given != null) return { slug: given, attempt: 1, derived: null };
  const derived = name.toLowerCase().slice(0, SLUG_LENGTH_MAX);
  return { slug: derived === RESERVED_SLUG ? withSuffix(derived) : derived, attempt: 1, derived };
}

/** Returns the slug to try after one that is taken: the derived slug with a random suffix. Null: the client gave the slug, or too many were
 *  tried. */
export function nextSlug({ attempt, derived }: SlugChoice): SlugChoice | null {
  if (derived === null || attempt === SLUG_ATTEMPTS_MAX) return null;
  return { slug: withSuffix(derived), attempt: attempt + 1, derived };
}

function withSuffix(slug: string): string {
  const stem = slug.slice(0, SLUG_LENGTH_MAX - SLUG_SUFFIX_LENGTH - 1);
  return `${stem}-${randomBase62(SLUG_SUFFIX_LENGTH).toLowerCase()}`;
}

const RESERVED = {
  reason: 'SLUG_RESERVED',
  suggestedFix: 'Choose another slug.',
  message: `The slug "${RESERVED_SLUG}" is reserved.`,
} as const;

/** Any slug except the reserved one. */
export const newProjectSlug = projectSlug.refine((slug) => slug !== RESERVED_SLUG, { params: RESERVED });

export function isSlugTaken(error: unknown): boolean {
  return violatedUniqueIndex(error) === 'project_organization_id_slug_key';
}

function isNameTaken(error: unknown): boolean {
  return violatedUniqueIndex(error) === 'project_organization_id_name_key';
}

/** Converts violations of the unique indexes on names and slugs to a CONFLICT; rethrows any other error. */
export function explainConflict(name: string | undefined, slug: string | null | undefined) {
  return (error: unknown): never => {
    throw takenName(error, { name, slug }) ?? error;
  };
}

type Names = { readonly name: string | undefined; readonly slug: string | null | undefined };

const chooseAnother = (field: string) => `Choose another ${field}.`;

/** Returns the CONFLICT for a violation of the unique indexes on names and slugs. Null: any other error. */
export function takenName(
  error: unknown,
  { name, slug }: Names,
  fixOf: (field: string) => string = chooseAnother,
): DomainError | null {
  if (isNameTaken(error)) return nameTaken('NAME_TAKEN', 'name', name, fixOf('name'));
  return isSlugTaken(error) ? nameTaken('SLUG_TAKEN', 'slug', slug, fixOf('slug')) : null;
}

/** The error for a name or slug that another project has. */
export function nameTaken(
  reason: 'NAME_TAKEN' | 'SLUG_TAKEN',
  field: string,
  value: string | null | undefined,
  suggestedFix = chooseAnother(field),
): DomainError {
  return new DomainError({
    code: 'CONFLICT',
    reason,
    field,
    message: `A project with the ${field} "${value ?? ''}" exists in this organization.`,
    suggestedFix,
  });
}

export function slugReserved(): DomainError {
  return new DomainError({ code: 'BAD_USER_INPUT', field: 'slug', ...RESERVED });
}

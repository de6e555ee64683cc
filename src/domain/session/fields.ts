import { z } from 'zod';
import type { SessionRow } from '../../repositories/session.ts';
import { toolkitSlug } from '../core/validation.ts';

/** A session of a user with the tools of some toolkits. */
export type Session = SessionRow;

export const sessionStatuses = ['ACTIVE', 'CLOSED', 'ERROR'] as const;

/** @limit objects: toolkits of a session */
const TOOLKITS_MAX = 20;

export const sessionToolkits = z
  .array(toolkitSlug)
  .max(TOOLKITS_MAX, `must have at most ${TOOLKITS_MAX} entries`)
  .transform((slugs) => [...new Set(slugs)]);

import type { SessionRow } from '../../repositories/session.ts';

/** A session of a user with the tools of some toolkits. */
export type Session = SessionRow;

export const sessionStatuses = ['ACTIVE', 'CLOSED', 'ERROR'] as const;

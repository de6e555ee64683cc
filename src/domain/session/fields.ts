import type { SessionRow } from '../../repositories/session.ts';

/** A user at work with the tools of some toolkits. */
export type Session = SessionRow;

export const sessionStatuses = ['ACTIVE', 'CLOSED', 'ERROR'] as const;

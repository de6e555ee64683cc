import { createContext } from 'react';

/** The id of the project in which mutations of the page act. Null: they concern the organization. */
export const ActingProject = createContext<string | null>(null);

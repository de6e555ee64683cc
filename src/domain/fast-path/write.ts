import { replaceKeysAnswering } from '../../repositories/api-key/regenerate.ts';
import { compileWritten } from '../../repositories/fast-path/compile-write-result.ts';
import { insertProjectAnswering } from '../../repositories/project/create.ts';
import { type RegenerateInput, regenerateWith } from '../api-key/regenerate.ts';
import type { RequestContext } from '../core/request-context.ts';
import { nextStatementName } from '../plan/read.ts';
import { type CreateProjectInput, createProjectWith } from '../project/create.ts';
import type { WrittenRead } from './read.ts';

/** Runs the domain operation of the same name by one statement that also returns the data of the response as JSON text.
 *  Null: nothing was changed, because the key is no longer live or for a reason that the ordinary path finds. */
export type PlannedWrite<Input> = (context: RequestContext, input: Input) => Promise<string | null>;

export const writePlanners = {
  createProject: (read: WrittenRead): PlannedWrite<CreateProjectInput> => {
    const statement = insertProjectAnswering(nextStatementName(), compileWritten(read));
    return async (context, input) =>
      createProjectWith(context, input, async (args) => {
        // Without a new key there is no row to join the result with.
        if (!('secret' in args)) return null;
        const [row] = await context.db.write(statement, args);
        return row?.json ?? null;
      });
  },
  regenerateApiKey: (read: WrittenRead): PlannedWrite<RegenerateInput> => {
    const statement = replaceKeysAnswering(nextStatementName(), compileWritten(read));
    return async (context, input) =>
      regenerateWith(context, input, async (args) => {
        const [row] = await context.db.write(statement, args);
        return row?.json ?? null;
      });
  },
} as const;

export type WriteName = keyof typeof writePlanners;

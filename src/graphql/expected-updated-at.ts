import type { builder } from './builder.ts';

type InputFields = PothosSchemaTypes.InputFieldBuilder<typeof builder.$inferSchemaTypes, 'InputObject'>;

/** The input field with which an update fails instead of overwriting a change that the client has not seen. */
export const expectedUpdatedAtField = (t: InputFields, updatedAt = 'updatedAt') => ({
  expectedUpdatedAt: t.field({
    type: 'DateTime',
    description: `The \`${updatedAt}\` that the client read. CHANGED_MEANWHILE if it is another one by now. Absent or null: the update does not depend on it.`,
  }),
});

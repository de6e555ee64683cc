import type { PlannedField } from '../../domain/core/planned.ts';

const NAME = 'planned';

/** For the option `extensions` of a field: how plans read it. Columns that are exposed as they are need none. */
export const planned = (field: PlannedField) => ({ [NAME]: field });

/** Undefined: plans do not support the field, unless it is a column. */
export function plannedOf(field: { readonly extensions: object }): PlannedField | undefined {
  return (field.extensions as { readonly [NAME]?: PlannedField })[NAME];
}

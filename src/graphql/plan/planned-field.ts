import type { PlannedField } from '../../domain/core/planned.ts';
import type { RequestContext } from '../../domain/core/request-context.ts';

const NAME = 'planned';

/** For the option `extensions` of a field: how plans read it. Columns that are exposed as they are need none. */
export const planned = (field: PlannedField) => ({ [NAME]: field });

/** Undefined: plans do not support the field, unless it is a column. */
export function plannedOf(field: { readonly extensions: object }): PlannedField | undefined {
  return (field.extensions as { readonly [NAME]?: PlannedField })[NAME];
}

/** A domain operation whose statement checks the key of its caller by itself. Returns the payload. */
type Write = (context: RequestContext, input: never) => Promise<object>;

const WRITE = 'plannedWrite';
const OF_PAYLOAD = 'ofPayload';

/** For the option `extensions` of a mutation: its plans call the operation without the executor. */
export const plannedWrite = (write: Write) => ({ [WRITE]: write });

/** For the option `extensions` of a field of a payload: the object is in its property of the same name. */
export const ofPayload = { [OF_PAYLOAD]: true };

/** Undefined: plans do not support the mutation. */
export function plannedWriteOf(field: { readonly extensions: object }): Write | undefined {
  return (field.extensions as { readonly [WRITE]?: Write })[WRITE];
}

export const isOfPayload = (field: { readonly extensions: object }): boolean =>
  OF_PAYLOAD in field.extensions;

import type {
  InputFieldMap,
  InputFieldRef,
  InputShapeFromFields,
  ObjectRef,
  Resolver,
  ShapeFromTypeParam,
} from '@pothos/core';
import type { AuditAction } from '../domain/audit-log/record.ts';
import type { ErrorReason } from '../domain/core/error-reasons.ts';
import type { KeyScope } from '../domain/core/permissions.ts';
import type { AuthRole } from '../domain/core/roles.ts';
import { builder } from './builder.ts';
import type { GraphQLContext } from './context.ts';
import type { ProjectHeader } from './plugins/authorization.ts';

type Types = typeof builder.$inferSchemaTypes;

type Args<Fields extends InputFieldMap> = { input: InputFieldRef<Types, InputShapeFromFields<Fields>> };

type Mutation<Fields extends InputFieldMap, Shape> = {
  /** Purpose, limits and side effects. Plugins append the required keys, the error reasons and the meaning of null. */
  readonly description: string;
  readonly auth: readonly AuthRole[];
  readonly scope?: KeyScope;
  readonly project?: ProjectHeader;
  readonly audits: AuditAction;
  readonly errors: readonly ErrorReason[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Describes the argument `input`. */
  readonly inputDescription: string;
  /** Describes the input type. Default: its mutation. */
  readonly inputTypeDescription?: string;
  readonly input: (t: PothosSchemaTypes.InputFieldBuilder<Types, 'InputObject'>) => Fields;
  readonly payload: ObjectRef<Types, Shape>;
  readonly resolve: Resolver<
    Types['Root'],
    InputShapeFromFields<Args<Fields>>,
    GraphQLContext,
    ShapeFromTypeParam<Types, ObjectRef<Types, Shape>, false>,
    unknown
  >;
};

/** Adds a mutation with its input type, `{Name}Input`, as its only argument. The payload, `{Name}Payload`, has fields of different kinds and is
 *  declared beside it. Returns the input type. */
export function defineMutation<Fields extends InputFieldMap, Shape>(
  name: string,
  {
    input: fields,
    inputTypeDescription,
    inputDescription,
    payload,
    resolve,
    ...options
  }: Mutation<Fields, Shape>,
) {
  const inputType = builder.inputType(`${name.charAt(0).toUpperCase()}${name.slice(1)}Input`, {
    description: inputTypeDescription ?? `Input of \`${name}\`.`,
    fields,
  });
  builder.mutationField(name, (t) =>
    t.field({
      ...options,
      type: payload,
      args: { input: t.arg({ type: inputType, required: true, description: inputDescription }) },
      resolve,
    }),
  );
  return inputType;
}

import SchemaBuilder, {
  type FieldNullability,
  type InputFieldMap,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import SimpleObjectsPlugin from '@pothos/plugin-simple-objects';
import { DateTimeResolver, URLResolver } from 'graphql-scalars';
import type { AuditAction } from '../domain/audit-log/record.ts';
import type { KeyScope } from '../domain/core/permissions.ts';
import type PrismaTypes from '../postgres/generated/pothos.ts';
import { getDatamodel } from '../postgres/generated/pothos.ts';
import type { GraphQLContext } from './context.ts';
import { auditDenialsPlugin } from './plugins/audit-denials.ts';
import { type AuthRole, authorizationPlugin } from './plugins/authorization.ts';
import { mutationPlugin } from './plugins/mutation-nullability.ts';
import { notKeptPlugin } from './plugins/withheld-fields.ts';
import { BigIntScalar } from './scalars/big-int.ts';
import { JSONObjectScalar } from './scalars/json-object.ts';
import { ScopeScalar } from './scalars/scope.ts';

declare global {
  export namespace PothosSchemaTypes {
    /** What our plugins let a field say. */
    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** The kinds of keys that may ask for this field. Every field of Query and Mutation must say it. */
      auth?: readonly AuthRole[];
      /** What a project key needs that is limited to scopes. Every field that leads to what has one must say it. */
      scope?: KeyScope;
      /** What the field leaves in the audit log, also when it is refused. Every field of Mutation must say it. */
      audits?: AuditAction;
      /** A value that is stored sealed or not at all: null where an answer is given again under its `Idempotency-Key`, because who
       *  may see it can have changed. */
      notKept?: true;
    }
  }
}

export const builder = new SchemaBuilder<{
  Context: GraphQLContext;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Connection: { totalCount: () => Promise<number> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    URL: { Input: URL; Output: string };
    JSONObject: { Input: object; Output: unknown };
    BigInt: { Input: bigint; Output: bigint };
    Scope: { Input: KeyScope; Output: string };
  };
}>({
  plugins: [
    auditDenialsPlugin,
    authorizationPlugin,
    mutationPlugin,
    notKeptPlugin,
    PrismaPlugin,
    RelayPlugin,
    SimpleObjectsPlugin,
  ],
  defaultFieldNullability: false,
  // Asked for only below a row that the client has read.
  prisma: { client: ({ context }) => context.db.prisma.loaded(), dmmf: getDatamodel() },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodesOnConnection: { description: 'The rows of the page, for those who need no cursors.' },
    edgesFieldOptions: { description: 'The rows of the page, each with its cursor.', nullable: false },
    nodeFieldOptions: { description: 'The row itself.', nullable: false },
    cursorFieldOptions: {
      description:
        'The place of this row, for `after` and `before`. Opaque: good for this list and what it is ordered by.',
    },
    pageInfoFieldOptions: { description: 'Whether and from where the list goes on.' },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether rows follow: ask with `first` and `after: endCursor`.' },
    hasPreviousPageFieldOptions: {
      description: 'Whether rows come before: ask with `last` and `before: startCursor`.',
    },
    startCursorFieldOptions: { description: 'The cursor of the first row. Null on an empty page.' },
    endCursorFieldOptions: { description: 'The cursor of the last row. Null on an empty page.' },
    firstArgOptions: {
      description:
        'How many rows from the beginning, 1 to 100. Not together with `last`. 20 when neither is given.',
    },
    lastArgOptions: { description: 'How many rows from the end, 1 to 100.' },
    afterArgOptions: { description: 'Only rows after this cursor.' },
    beforeArgOptions: { description: 'Only rows before this cursor.' },
  },
});

builder.addScalarType('DateTime', DateTimeResolver);
builder.addScalarType('URL', URLResolver);
builder.addScalarType('JSONObject', JSONObjectScalar);
builder.addScalarType('BigInt', BigIntScalar);
builder.addScalarType('Scope', ScopeScalar);

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
import type { ErrorReason } from '../domain/core/error-reasons.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../domain/core/pagination.ts';
import type { KeyScope } from '../domain/core/permissions.ts';
import type { AuthRole } from '../domain/core/roles.ts';
import type PrismaTypes from '../postgres/generated/pothos.ts';
import { getDatamodel } from '../postgres/generated/pothos.ts';
import type { GraphQLContext } from './context.ts';
import { auditDenialsPlugin } from './plugins/audit-denials.ts';
import { authorizationPlugin, type ProjectHeader } from './plugins/authorization.ts';
import { errorReasonsPlugin } from './plugins/error-reasons.ts';
import { mutationPlugin } from './plugins/mutation-nullability.ts';
import { notKeptPlugin } from './plugins/withheld-fields.ts';
import { BigIntScalar } from './scalars/big-int.ts';
import { JSONObjectScalar } from './scalars/json-object.ts';
import { ScopeScalar } from './scalars/scope.ts';

declare global {
  export namespace PothosSchemaTypes {
    /** Field options that the plugins of this schema add. */
    export interface FieldOptions<
      Types extends SchemaTypes = SchemaTypes,
      ParentShape = unknown,
      Type extends TypeParam<Types> = TypeParam<Types>,
      Nullable extends FieldNullability<Type> = FieldNullability<Type>,
      Args extends InputFieldMap = InputFieldMap,
      ResolveShape = unknown,
      ResolveReturnShape = unknown,
    > {
      /** The kinds of keys that may select this field. Required on every field of Query and Mutation. */
      auth?: readonly AuthRole[];
      /** The scope that a key limited to scopes needs. Required on every field that requires organization keys, and on every field
       *  that leads to a type that has a scope. Null: none, for fields that identify the caller or what it can read. */
      scope?: KeyScope | null;
      /** Whether an organization key must name the project that the field acts in. Required on mutations for both kinds of keys. */
      project?: ProjectHeader;
      /** The action recorded in the audit log, also when the mutation is denied. Required on every field of Mutation. */
      audits?: AuditAction;
      /** The reasons with which the mutation can fail, without those that the plugin adds. Required on every field of Mutation. */
      errors?: readonly ErrorReason[];
      /** Marks a value that is stored encrypted or not at all. It is null in a response replayed for an `Idempotency-Key`,
       *  because the permission to read it can have changed. */
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
  // Descriptions are extended in reverse order: the required key, the error reasons, the meaning of null.
  plugins: [
    mutationPlugin,
    errorReasonsPlugin,
    auditDenialsPlugin,
    authorizationPlugin,
    notKeptPlugin,
    PrismaPlugin,
    RelayPlugin,
    SimpleObjectsPlugin,
  ],
  defaultFieldNullability: false,
  // Queried only below a row that the client has read.
  prisma: { client: ({ context }) => context.db.prisma.loaded(), dmmf: getDatamodel() },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodesOnConnection: { description: 'The rows of the page without their cursors.' },
    edgesFieldOptions: { description: 'The rows of the page, each with its cursor.', nullable: false },
    nodeFieldOptions: { description: 'The row of this edge.', nullable: false },
    cursorFieldOptions: {
      description:
        'Cursor of this row, for `after` and `before`. Opaque; valid for this list and its order only.',
    },
    pageInfoFieldOptions: {
      description: 'Cursors of the page, and whether more rows exist before or after it.',
    },
    pageInfoTypeOptions: { description: 'Pagination details of a page.' },
    hasNextPageFieldOptions: {
      description: 'Whether rows follow this page. Fetch them with `first` and `after: endCursor`.',
    },
    hasPreviousPageFieldOptions: {
      description: 'Whether rows precede this page. Fetch them with `last` and `before: startCursor`.',
    },
    startCursorFieldOptions: { description: 'Cursor of the first row. Null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row. Null on an empty page.' },
    firstArgOptions: {
      description: `Number of rows from the start of the list, 1 to ${PAGE_SIZE_MAX}. Cannot be combined with \`last\`. Default: ${PAGE_SIZE_DEFAULT} when neither is set.`,
    },
    lastArgOptions: {
      description: `Number of rows from the end of the list, 1 to ${PAGE_SIZE_MAX}. Cannot be combined with \`first\`.`,
    },
    afterArgOptions: { description: 'Returns only rows after this cursor.' },
    beforeArgOptions: { description: 'Returns only rows before this cursor.' },
  },
});

builder.addScalarType('DateTime', DateTimeResolver);
builder.addScalarType('URL', URLResolver);
builder.addScalarType('JSONObject', JSONObjectScalar);
builder.addScalarType('BigInt', BigIntScalar);
builder.addScalarType('Scope', ScopeScalar);

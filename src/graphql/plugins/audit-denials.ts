import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { auditAndRethrow } from '../../domain/audit-log/record-denial.ts';
import type { GraphQLContext } from '../context.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      audit: AuditPlugin<Types>;
    }
  }
}

/** Adds the field option `audits`: records an attempt that the field or its resolver rejects with FORBIDDEN. Must precede the
 *  plugins whose rejections it records. */
class AuditPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.kind === 'Mutation' && field.pothosOptions.audits === undefined) {
      throw new PothosSchemaError(
        `${field.parentType}.${field.name} must declare its audit action: set audits.`,
      );
    }
    return field;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { audits: action, project } = field.pothosOptions;
    if (action === undefined) return resolve;
    return async (parent, args, context, info) => {
      try {
        return await resolve(parent, args, context, info);
      } catch (error) {
        const input = 'input' in args ? args.input : null;
        return auditAndRethrow(
          (context as GraphQLContext).context,
          { action, input, isInProject: project !== undefined },
          error,
        );
      }
    };
  }
}

const pluginName = 'audit' as const;
SchemaBuilder.registerPlugin(pluginName, AuditPlugin);

export const auditDenialsPlugin = pluginName;

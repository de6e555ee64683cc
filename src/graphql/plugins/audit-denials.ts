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

/** Gives fields the option `audits`: an attempt that is FORBIDDEN, by the field or by what it asks of keys, is recorded as one. It
 *  stands before the plugins whose refusals it shall see. */
class AuditPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.kind === 'Mutation' && field.pothosOptions.audits === undefined) {
      throw new PothosSchemaError(`${field.parentType}.${field.name} does not say what it audits.`);
    }
    return field;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { audits: action } = field.pothosOptions;
    if (action === undefined) return resolve;
    return async (parent, args, context, info) => {
      try {
        return await resolve(parent, args, context, info);
      } catch (error) {
        const input = 'input' in args ? args.input : null;
        return auditAndRethrow((context as GraphQLContext).context, { action, input }, error);
      }
    };
  }
}

const pluginName = 'audit' as const;
SchemaBuilder.registerPlugin(pluginName, AuditPlugin);

export const auditDenialsPlugin = pluginName;

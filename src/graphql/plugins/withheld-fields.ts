import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type SchemaTypes,
} from '@pothos/core';
import { type GraphQLFieldResolver, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { GraphQLContext } from '../context.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      notKept: NotKeptPlugin<Types>;
    }
  }
}

/** Sentence in the descriptions of such fields. */
export const NULL_WHEN_REPLAYED = 'Null in a response replayed for an `Idempotency-Key`.';

/** Adds the field option `notKept`: collects the response paths of values that must not be stored with an idempotent response. */
class NotKeptPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { notKept, nullable } = field.pothosOptions as { notKept?: true; nullable?: boolean };
    if (notKept && !nullable)
      throw new PothosSchemaError(`${field.parentType}.${field.name} is notKept, so it must be nullable.`);
    return field;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (!field.pothosOptions.notKept) return resolve;
    return (parent, args, context, info: GraphQLResolveInfo) => {
      (context as GraphQLContext).notKept?.push(responsePathAsArray(info.path));
      return resolve(parent, args, context, info);
    };
  }
}

const pluginName = 'notKept' as const;
SchemaBuilder.registerPlugin(pluginName, NotKeptPlugin);

export const notKeptPlugin = pluginName;

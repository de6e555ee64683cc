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

/** What descriptions of such fields say. */
export const NULL_WHEN_REPLAYED = 'Null in an answer that is given again, under its `Idempotency-Key`.';

/** Gives fields the option `notKept`: notes in which places of an answer values stand that no kept answer may contain. */
class NotKeptPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { notKept, nullable } = field.pothosOptions as { notKept?: true; nullable?: boolean };
    if (notKept && !nullable)
      throw new PothosSchemaError(`${field.parentType}.${field.name} is not kept, so it must be nullable.`);
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

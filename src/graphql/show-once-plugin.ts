import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  PothosSchemaError,
  type SchemaTypes,
} from '@pothos/core';
import { type GraphQLFieldResolver, type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { GraphQLContext } from './context.ts';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      showOnce: ShowOncePlugin<Types>;
    }
  }
}

/** What descriptions of such fields say. */
export const NULL_WHEN_REPLAYED = 'Null in an answer that is given again, under its `Idempotency-Key`.';

/** Gives fields the option `showOnce`: told to whoever keeps answers, in which place of an answer a secret stands. */
class ShowOncePlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const { showOnce, nullable } = field.pothosOptions as { showOnce?: true; nullable?: boolean };
    if (showOnce && !nullable)
      throw new PothosSchemaError(`${field.parentType}.${field.name} is shown once, so it must be nullable.`);
    return field;
  }

  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (!field.pothosOptions.showOnce) return resolve;
    return (parent, args, context, info: GraphQLResolveInfo) => {
      (context as GraphQLContext).shownOnce?.push(responsePathAsArray(info.path));
      return resolve(parent, args, context, info);
    };
  }
}

const pluginName = 'showOnce' as const;
SchemaBuilder.registerPlugin(pluginName, ShowOncePlugin);

export const showOncePlugin = pluginName;

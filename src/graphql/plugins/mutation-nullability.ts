import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      mutation: MutationPlugin<Types>;
    }
  }
}

const WHEN_NULL =
  'Null when an error is returned beside it: the mutation was not executed, unless the error states otherwise.';

/** Makes every field of Mutation nullable, so that the failure of one does not discard the results of the others. */
class MutationPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (field.kind !== 'Mutation') return field;
    const description = `${field.description ?? ''} ${WHEN_NULL}`;
    return { ...field, description, type: { ...field.type, nullable: true } };
  }
}

const pluginName = 'mutation' as const;
SchemaBuilder.registerPlugin(pluginName, MutationPlugin);

export const mutationPlugin = pluginName;

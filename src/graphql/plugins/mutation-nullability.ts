import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      mutation: MutationPlugin<Types>;
    }
  }
}

const WHEN_NULL = 'Null beside an error: nothing of it was done, or the error says what was.';

/** Makes every field of Mutation nullable, so that one that is refused does not take the answers of the others with it. */
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

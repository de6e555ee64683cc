import { isEnumType } from 'graphql';

/** A plugin for graphql-codegen: prints the values of enums with their descriptions. `enums` names the enums by their constants. */
export function plugin(schema, _documents, { enums }) {
  const constants = Object.entries(enums).map(([constant, name]) => {
    const type = schema.getType(name);
    if (!isEnumType(type)) throw new Error(`The schema has no enum ${name}.`);
    const values = type
      .getValues()
      .map(({ name: value, description }) => ({ value, description: description ?? '' }));
    return `export const ${constant} = ${JSON.stringify(values, null, 2)} as const;\n`;
  });
  return constants.join('\n');
}

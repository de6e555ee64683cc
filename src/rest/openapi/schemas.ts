import { z } from 'zod';

export type JsonSchema = { readonly [keyword: string]: unknown };

type Property = { readonly name: string; readonly schema: JsonSchema; readonly isRequired: boolean };

/** Prints zod schemas as the JSON Schemas of OpenAPI 3.1. */
export type SchemaPrinter = ReturnType<typeof answerSchemas>;

const REFERENCES = '#/components/schemas/';

/** A schema with an `id` in its metadata becomes a component, and is referred to. */
export function answerSchemas() {
  const components: Record<string, JsonSchema> = {};
  const print = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
    const { $schema: _, $defs = {}, ...printed } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
    for (const [name, definition] of Object.entries($defs)) components[name] = withoutId(definition);
    return withReferences(printed);
  };
  return {
    input: (schema: z.ZodType) => print(schema, 'input'),
    answer: (schema: z.ZodType) => print(schema, 'input'),
    properties: (schema: z.ZodObject): readonly Property[] =>
      Object.entries(schema.shape).map(([name, property]) => ({
        name,
        schema: print(property as z.ZodType, 'input'),
        isRequired: !(property as z.ZodType).safeParse(undefined).success,
      })),
    components: () =>
      Object.fromEntries(
        Object.entries(components)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([name, schema]) => [name, withReferences(schema)]),
      ),
  };
}

function withoutId({ id: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

/** References of zod lead to `$defs`, those of OpenAPI to components. */
const withReferences = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', `"${REFERENCES}`));

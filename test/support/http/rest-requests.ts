import fc from 'fast-check';
import { openApiDocument } from '../../../src/rest/openapi/document.ts';
import type { RestTarget } from './rest.ts';

/** A request that the OpenAPI document describes, or nearly so. */
export type RestRequest = {
  readonly target: RestTarget;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
};

type Parameter = { readonly name: string; readonly in: string; readonly schema: object };
type Operation = {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: object } } };
};
type Schema = { readonly type?: string; readonly enum?: readonly unknown[]; readonly properties?: object };

const operations = Object.entries(
  (openApiDocument() as { paths: Record<string, Record<string, Operation>> }).paths,
).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

const nasty = fc.constantFrom<unknown>(
  ...[null, true, 0, -1, 1.5, 1e308, '', ' ', '\u0000', '\ud800', '💩', [], {}, [[]], { a: { b: {} } }],
  ...['__proto__', 'constructor', '../..', '%00', "'; DROP TABLE project; --", 'x'.repeat(5_000)],
);

/** Mostly a value of the type, sometimes any other. */
function anyValueOf(schema: Schema): fc.Arbitrary<unknown> {
  const { type, enum: values, properties } = schema;
  const typed = (): fc.Arbitrary<unknown> => {
    if (values) return fc.constantFrom(...values);
    if (type === 'object') return bodyOf({ properties: properties ?? {} });
    if (type === 'array') return fc.array(fc.string(), { maxLength: 3 });
    if (type === 'integer')
      return fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.integer({ min: 1, max: 50 }));
    if (type === 'boolean') return fc.boolean();
    return fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[a-z-]{3,20}$/));
  };
  return fc.oneof({ weight: 4, arbitrary: typed() }, { weight: 1, arbitrary: nasty });
}

function bodyOf({ properties }: { readonly properties: object }): fc.Arbitrary<object> {
  const members = Object.entries(properties).map(([name, schema]) => [name, anyValueOf(schema)] as const);
  const known = fc.record(Object.fromEntries(members), { requiredKeys: [] });
  const unknown = fc.dictionary(fc.string(), nasty, { maxKeys: 1 });
  return fc.tuple(known, unknown).map(([one, other]) => ({ ...other, ...one }));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const encoded = (text: string) => encodeURIComponent(text.isWellFormed() ? text : 'lone');

type Given = {
  readonly ids: readonly string[];
  readonly credentials: readonly Readonly<Record<string, string>>[];
};

/** Random requests to every operation, with valid keys, ids that exist and values of every kind. */
export function restRequests({ ids, credentials }: Given): fc.Arbitrary<RestRequest> {
  return fc.constantFrom(...operations).chain(({ method, path, operation }) => {
    const { parameters, requestBody } = operation;
    const schema = requestBody?.content['application/json'].schema as Schema | undefined;
    const pathValue = fc.oneof(fc.constantFrom(...ids), fc.string({ minLength: 1, unit: 'binary' }));
    const query = parameters.filter((parameter) => parameter.in === 'query');
    const queryValues = fc.record(
      Object.fromEntries(query.map(({ name, schema: value }) => [name, anyValueOf(value)])),
      { requiredKeys: [] },
    );
    const body = schema
      ? bodyOf({ properties: schema.properties ?? {} }).map((value) => JSON.stringify(value))
      : fc.constant(undefined);
    const broken = fc.constantFrom(undefined, '', '{', '[]', '"text"', 'null', '{"a":1e999}');
    return fc.record({
      target: fc.tuple(pathValue, queryValues).map(([value, values]) => {
        const place = path.replaceAll(/\{\w+\}/g, () => encoded(value));
        const search = Object.entries(values).map(([name, part]) => `${name}=${encoded(textOf(part))}`);
        return `${method} ${place}${search.length > 0 ? `?${search.join('&')}` : ''}` as RestTarget;
      }),
      headers: fc.constantFrom(...credentials),
      body: fc.oneof({ weight: 6, arbitrary: body }, { weight: 1, arbitrary: broken }),
    });
  });
}

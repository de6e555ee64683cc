import {
  type GraphQLArgument,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedDirective,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { authOf } from '../../src/graphql/plugins/authorization.ts';
import { schema } from '../../src/graphql/schema.ts';
import { reasonsThrownBy } from '../support/thrown-reasons.ts';

type Element = { readonly path: string; readonly description: string | null | undefined };

const element = (path: string, { description }: { description?: string | null | undefined }): Element => ({
  path,
  description,
});

const argumentsOf = (path: string, args: readonly GraphQLArgument[]) =>
  args.map((arg) => element(`${path}(${arg.name})`, arg));

function elementsOf(type: GraphQLNamedType): Element[] {
  const own = element(type.name, type);
  if (isObjectType(type) || isInterfaceType(type)) {
    const fields = Object.values(type.getFields());
    return [
      own,
      ...fields.flatMap((field) => {
        const path = `${type.name}.${field.name}`;
        return [element(path, field), ...argumentsOf(path, field.args)];
      }),
    ];
  }
  if (isInputObjectType(type)) {
    return [
      own,
      ...Object.values(type.getFields()).map((field) => element(`${type.name}.${field.name}`, field)),
    ];
  }
  if (isEnumType(type))
    return [own, ...type.getValues().map((value) => element(`${type.name}.${value.name}`, value))];
  return [own];
}

const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);
const ownDirectives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

describe('the schema', () => {
  test('describes every element, with a sentence', () => {
    const elements = [
      ...ownTypes.flatMap(elementsOf),
      ...ownDirectives.flatMap((directive) => [
        element(`@${directive.name}`, directive),
        ...argumentsOf(`@${directive.name}`, directive.args),
      ]),
    ];
    expect(elements.length).toBeGreaterThan(100);
    expect(elements.filter(({ description }) => !description || description.length < 9)).toEqual([]);
    const isEnvelope = ({ path }: Element) => /^\w+(?:Input|Payload)$/.test(path);
    const envelopes = elements.filter(isEnvelope);
    expect(envelopes.length).toBeGreaterThan(60);
    expect(envelopes.filter(({ description = '' }) => (description?.length ?? 0) < 20)).toEqual([]);
  });

  test('describes elements in plain words', () => {
    const idioms =
      /whoever|nobody|somebody|that (?:is|are) none|\bshall\b|\banew\b|asked for|\btold\b|\btells?\b/i;
    const elements = ownTypes.flatMap(elementsOf);
    expect(elements.filter(({ description }) => idioms.test(description ?? ''))).toEqual([]);
  });

  test('lists the id prefix of every type at Node.id', () => {
    const node = schema.getType('Node');
    const list = (isInterfaceType(node) && node.getFields().id?.description) || '';
    const types = ownTypes.filter(
      (type) => isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node'),
    );
    expect(types.length).toBeGreaterThan(10);
    expect(types.filter(({ name }) => !list.includes(`_\` (${name})`)).map(({ name }) => name)).toEqual([]);
  });

  test.each(mutations)('lists every reason that src/domain throws in $name', ({ name, description }) => {
    const [, list = ''] = /Error reasons: (.*?)\./.exec(description ?? '') ?? [];
    const listed = list.split(', ').map((reason) => reason.replaceAll('`', ''));
    const general = ['INVALID_VALUE', 'WRONG_KEY_KIND', 'SCOPE_MISSING'];
    const thrown = [...reasonsThrownBy(name)].filter((reason) => !general.includes(reason));
    expect(listed.filter((reason) => !general.includes(reason)).sort()).toEqual(thrown.sort());
    expect(listed).toEqual(expect.arrayContaining(['INVALID_VALUE', 'WRONG_KEY_KIND']));
  });

  test('explains each null that a field of ours can have', () => {
    const unexplained = ownTypes.flatMap((type) => {
      if (!isObjectType(type)) return [];
      const nullable = Object.values(type.getFields()).filter((field) => !String(field.type).endsWith('!'));
      return nullable
        .filter((field) => !/null/i.test(field.description ?? ''))
        .map((field) => `${type.name}.${field.name}`);
    });
    expect(unexplained).toEqual([]);
  });

  test('tells in each description what @auth says, for clients that see no directives', () => {
    const words = {
      OPERATOR: 'the operator key',
      ORGANIZATION: 'an organization key',
      PROJECT: 'a project key',
    };
    const fields = ownTypes
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()))
      .flatMap((field) => ({ auth: authOf(field), description: field.description ?? '' }));
    const silent = fields.filter(({ auth, description }) => {
      const kinds = auth?.requires?.map((role) => words[role]).join(' or ');
      const tellsKinds = !kinds || description.includes(`Requires ${kinds}.`);
      return !tellsKinds || (auth?.scope && !description.includes(`needs \`${auth.scope}\``));
    });
    expect(silent).toEqual([]);
    expect(fields.filter(({ auth }) => auth?.requires).length).toBeGreaterThan(50);
  });
});

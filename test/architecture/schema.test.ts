import { readFileSync } from 'node:fs';
import {
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { printedSchema } from '../../scripts/print-schema.ts';
import { auditActions } from '../../src/domain/audit-log/record.ts';
import { builder } from '../../src/graphql/builder.ts';
import { inputSizedLists, listSizes } from '../../src/graphql/limits/list-sizes.ts';
import { scopeOfNode } from '../../src/graphql/node.ts';
import { authOf } from '../../src/graphql/plugins/authorization.ts';
import { schema } from '../../src/graphql/schema.ts';

/** The type of a field that is named `Type.field`. */
function typeOf(place: string): string {
  const [parent = '', name = ''] = place.split('.');
  const type = schema.getType(parent);
  return isObjectType(type) ? (getNamedType(type.getFields()[name]?.type)?.name ?? '') : '';
}

const ownTypes = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
);

describe('the schema', () => {
  test('is printed in schema/schema.graphql as it is built', () => {
    const file = new URL('../../schema/schema.graphql', import.meta.url);
    expect(readFileSync(file, 'utf8'), 'run npm run schema:print').toBe(printedSchema());
  });

  test('has enum values in upper case only', () => {
    const values = ownTypes
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map(({ name }) => `${type.name}.${name}`));
    expect(values.length).toBeGreaterThan(200);
    expect(values.filter((value) => !/^\w+\.[A-Z][A-Z0-9_]*$/.test(value))).toEqual([]);
  });

  test('tells how long each list of objects can be, so that documents have a cost', () => {
    const lists = ownTypes.filter(isObjectType).flatMap((type) =>
      Object.values(type.getFields())
        .filter(
          ({ type: found }) => isListType(getNullableType(found)) && isCompositeType(getNamedType(found)),
        )
        .map(({ name }) => `${type.name}.${name}`),
    );
    const sent = new Set(Object.keys(inputSizedLists).map((place) => typeOf(place)));
    const isKnown = (place: string) =>
      place in listSizes ||
      place in inputSizedLists ||
      sent.has(place.slice(0, place.indexOf('.'))) ||
      /Connection\.(edges|nodes)$/.test(place);
    expect(lists.length).toBeGreaterThan(20);
    expect(lists.filter((place) => !isKnown(place))).toEqual([]);
    const stale = Object.keys(listSizes).filter((place) => !place.startsWith('__') && !lists.includes(place));
    expect(stale).toEqual([]);
  });

  test('marks every secret and all credentials, so that no kept answer contains them', () => {
    const fields = ownTypes
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).map((field) => ({ ...field, place: `${type.name}.${field.name}` })),
      );
    const isSecret = ({ name, type }: (typeof fields)[number]) =>
      /(?:secret|credentials)$/i.test(name) && isScalarType(getNamedType(type));
    const isMarked = ({ extensions }: (typeof fields)[number]) =>
      (extensions.pothosOptions as { notKept?: true } | undefined)?.notKept === true;
    const secrets = fields.filter(isSecret);
    expect(secrets.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['IssuedApiKey.secret', 'ConnectedAccount.credentials']),
    );
    expect(secrets.filter((field) => !isMarked(field)).map(({ place }) => place)).toEqual([]);
    const others = fields.filter((field) => /shown.* once/i.test(field.description ?? ''));
    expect(others.filter((field) => !isMarked(field)).map(({ place }) => place)).toEqual([]);
  });

  test('says of every root field who may call it', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap((root) => Object.values(root?.getFields() ?? {}));
    expect(fields.length).toBeGreaterThan(10);
    expect(fields.filter((field) => !field.extensions.directives)).toEqual([]);
  });

  test('says of every field that leads to what has a scope which one it needs', () => {
    const nounOf = (type: GraphQLNamedType): string | undefined => {
      const [noun] = scopeOfNode(type.name)?.split(':') ?? [];
      if (noun || !isObjectType(type)) return noun;
      const { node, edges } = type.getFields();
      const inside = node ?? edges;
      return inside && nounOf(getNamedType(inside.type));
    };
    const payloads = new Map(
      Object.values(schema.getMutationType()?.getFields() ?? {}).map((field) => [
        getNamedType(field.type).name,
        authOf(field)?.scope?.split(':')[0],
      ]),
    );
    // Of keys: that which is shown to its holder, and to who may manage it.
    const open = [
      'Viewer.apiKey',
      'ApiKeyVerification.apiKey',
      'IssuedApiKey.apiKey',
      'UpdateApiKeyPayload.apiKey',
      'SetRateLimitPayload.apiKey',
      'CreateApiKeyPayload.apiKeyEdge',
      'ApiKeyEdge.node',
    ];
    const silent = ownTypes.flatMap((type) => {
      if (!isObjectType(type)) return [];
      const at = payloads.get(type.name) ?? nounOf(type);
      return Object.values(type.getFields())
        .filter((field) => {
          const noun = nounOf(getNamedType(field.type));
          const { requires, scope } = authOf(field) ?? {};
          const isForProjects = !requires || requires.includes('PROJECT');
          return noun !== undefined && noun !== at && isForProjects && scope !== `${noun}:read`;
        })
        .map((field) => `${type.name}.${field.name}`);
    });
    expect(silent.filter((path) => !open.includes(path))).toEqual([]);
    expect([...payloads].filter(([, noun]) => noun).length).toBeGreaterThan(20);
  });

  test('has every field of Mutation nullable, so that one that is refused does not hide the others', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    expect(mutations.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  });

  const nodeTypes = new Set(
    ownTypes
      .filter(isObjectType)
      .filter((type) => type.getInterfaces().some(({ name }) => name === 'Node'))
      .map(({ name }) => name),
  );

  /** What a payload has, and `IssuedApiKey` in it: the types of nodes, of nodes of edges, and of parents. */
  function partsOf(payload: GraphQLNamedType | undefined) {
    const fields = isObjectType(payload) ? Object.values(payload.getFields()) : [];
    const types = fields.map(({ name, type }) => ({ name, type: getNamedType(type) }));
    const nodes = types.flatMap(({ type }) => (type.name === 'IssuedApiKey' ? ['ApiKey'] : [type.name]));
    const edges = types.flatMap(({ type }) => {
      const node = isObjectType(type) && /Edge$/.test(type.name) ? type.getFields().node : undefined;
      return node ? [getNamedType(node.type).name] : [];
    });
    const parents = types.filter(({ name }) => /^(project|organization|webhookSubscription)$/.test(name));
    return {
      nodes: nodes.filter((name) => nodeTypes.has(name)),
      edges,
      hasParent: parents.length > 0,
      goneIds: types.filter(({ name, type }) => /^(deleted|revoked)\w+Id$/.test(name) && type.name === 'ID'),
    };
  }

  const mutationsLike = (pattern: RegExp) =>
    Object.values(schema.getMutationType()?.getFields() ?? {})
      .filter(({ name }) => pattern.test(name))
      .map(({ name, type }) => ({ name, ...partsOf(getNamedType(type)) }));

  const CREATES = /^(create|upsert|record|sendTest)/;
  const DELETES = /^(delete|revokeApiKey)/;

  test('answers what creates something with the row, with its edge and with what it belongs to', () => {
    // Organizations belong to nothing, and keys list none. A batch has rows and edges in its results.
    const others = ['createOrganization', 'createProjects'];
    const creates = mutationsLike(CREATES).filter(({ name }) => !others.includes(name));
    const isWhole = ({ nodes, edges, hasParent }: (typeof creates)[number]) =>
      edges.length === 1 && edges.every((name) => nodes.includes(name)) && hasParent;
    expect(creates.length).toBeGreaterThan(9);
    expect(creates.filter((one) => !isWhole(one))).toEqual([]);
  });

  test('answers what deletes something with its id and with what it belonged to', () => {
    // Organizations belong to nothing.
    const deletes = mutationsLike(DELETES).filter(({ name }) => name !== 'deleteOrganization');
    expect(deletes.length).toBeGreaterThan(6);
    expect(deletes.filter(({ goneIds, hasParent }) => goneIds.length !== 1 || !hasParent)).toEqual([]);
  });

  test('answers every other mutation with what was changed', () => {
    const others = mutationsLike(/./).filter(({ name }) => !CREATES.test(name) && !DELETES.test(name));
    expect(others.length).toBeGreaterThan(12);
    expect(others.filter(({ nodes }) => nodes.length === 0)).toEqual([]);
  });

  test('does not build with a root field that says nothing of keys', () => {
    builder.queryField('open', (t) => t.string({ description: 'Open to whom?', resolve: () => 'all' }));
    expect(() => builder.toSchema()).toThrow('Query.open must declare who may call it');
  });

  test('says of every mutation what it leaves in the audit log', () => {
    const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    const audits = mutations.map(
      ({ extensions }) => (extensions.pothosOptions as { audits?: string }).audits,
    );
    expect(audits.filter((action) => !action || !(action in auditActions))).toEqual([]);
  });
});

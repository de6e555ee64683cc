// What public clients make of a request: their headers, the documents that they print and what they send beside them.
import { Kind, parse, print, visit } from 'graphql';

/** The origin of a web application that the benchmarked servers allow. */
export const APP_ORIGIN = 'https://app.example.com';

const json = { 'content-type': 'application/json' };
const APOLLO_ACCEPT = 'application/graphql-response+json,application/json;q=0.9';
const URQL_ACCEPT =
  'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed';
const GRAPHQL_REQUEST_ACCEPT =
  'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8';

const CHROMIUM = {
  origin: APP_ORIGIN,
  referer: `${APP_ORIGIN}/`,
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-US,en;q=0.9',
  'sec-ch-ua': '"Chromium";v="140", "Not=A?Brand";v="24"',
  'sec-ch-ua-mobile': '?0',
  'sec-ch-ua-platform': '"Linux"',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'cross-site',
};

const nameOf = (query) => parse(query).definitions[0].name.value;

/** Each client as `query -> { headers, beside, query }`: what it sends of a document, and beside its variables. */
export const clients = {
  plain: (query) => ({ headers: json, beside: {}, query }),
  apollo: (query) => ({
    headers: { ...json, accept: APOLLO_ACCEPT },
    beside: {
      operationName: nameOf(query),
      extensions: { clientLibrary: { name: '@apollo/client', version: '4.0.0' } },
    },
    query: print(withTypenames(withFragments(parse(query)))),
  }),
  urql: (query) => ({
    headers: { ...json, accept: URQL_ACCEPT },
    beside: { operationName: nameOf(query) },
    query: print(withTypenames(parse(query))),
  }),
  'graphql-request': (query) => ({
    headers: { ...json, accept: GRAPHQL_REQUEST_ACCEPT },
    beside: { operationName: nameOf(query) },
    query,
  }),
  browser: (query) => ({
    headers: { ...json, accept: APOLLO_ACCEPT, ...CHROMIUM },
    beside: { operationName: nameOf(query) },
    query: print(withTypenames(parse(query))),
  }),
};

const field = (value) => ({ kind: Kind.FIELD, name: { kind: Kind.NAME, value } });

/** Adds __typename to each selection but those of operations, as normalizing caches do. */
function withTypenames(document) {
  return visit(document, {
    SelectionSet(node, _key, parent) {
      if (parent.kind === Kind.OPERATION_DEFINITION) return undefined;
      return { ...node, selections: [...node.selections, field('__typename')] };
    },
  });
}

/** Asks for the fields of a project through three fragments, of which two ask for its id, as components that each bring
 *  their own do. A document that selects no whole project stays as it is. */
function withFragments(document) {
  const fragments = new Map();
  const spread = (name, selections) => {
    const type = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Project' } };
    const named = { kind: Kind.NAME, value: name };
    const selectionSet = { kind: Kind.SELECTION_SET, selections };
    fragments.set(name, { kind: Kind.FRAGMENT_DEFINITION, name: named, typeCondition: type, selectionSet });
    return { kind: Kind.FRAGMENT_SPREAD, name: named };
  };
  const split = visit(document, {
    SelectionSet(node) {
      const called = (name) => node.selections.filter((selection) => selection.name.value === name);
      const [config, keys] = [called('config'), called('apiKeys')];
      if (config.length === 0 || keys.length === 0) return undefined;
      const rest = node.selections.filter(
        (selection) => !config.includes(selection) && !keys.includes(selection),
      );
      const selections = [
        spread('ProjectHeader', rest),
        spread('ProjectSettings', [field('id'), ...config]),
        spread('ProjectKeys', keys),
      ];
      return { ...node, selections };
    },
  });
  return { ...split, definitions: [...split.definitions, ...fragments.values()] };
}

// What public clients make of a request: their headers, what they send beside the variables, and the documents that they print.
import { Kind, parse, print, visit } from 'graphql';

/** The origin of a web application that the benchmarked servers allow. */
export const APP_ORIGIN = 'https://app.example.com';

const APOLLO_ACCEPT = 'application/graphql-response+json,application/json;q=0.9';

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
const named = (query) => ({ operationName: nameOf(query) });

const senders = {
  bare: { headers: {}, beside: () => ({}) },
  apollo: {
    headers: { accept: APOLLO_ACCEPT },
    beside: (query) => ({
      ...named(query),
      extensions: { clientLibrary: { name: '@apollo/client', version: '4.3.8' } },
    }),
  },
  urql: {
    headers: {
      accept:
        'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    },
    beside: named,
  },
  'graphql-request': {
    headers: {
      accept: 'application/graphql-response+json; charset=utf-8, application/json; charset=utf-8',
    },
    beside: named,
  },
  browser: { headers: { accept: APOLLO_ACCEPT, ...CHROMIUM }, beside: named },
};

const variants = {
  plain: (document) => document,
  typename: withTypenames,
  fragments: (document) => withTypenames(withFragments(document)),
  include: withInclude,
};

/** Requests of a document as a client sends them. */
export function asSentBy(client, variant, query, requests) {
  const { headers, beside } = senders[client];
  const text = print(variants[variant](parse(query)));
  const others = beside(query);
  return requests.map((request) => ({
    headers: { ...request.headers, ...headers },
    body: JSON.stringify({ query: text, variables: request.variables, ...others }),
  }));
}

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

/** Selects the fields of a project through three fragments that all select its id, as components that each bring their own
 *  do. A document that selects no whole project stays as it is. */
function withFragments(document) {
  const fragments = new Map();
  const spread = (name, selections) => {
    const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'Project' } };
    const named = { kind: Kind.NAME, value: name };
    const selectionSet = { kind: Kind.SELECTION_SET, selections };
    fragments.set(name, { kind: Kind.FRAGMENT_DEFINITION, name: named, typeCondition, selectionSet });
    return { kind: Kind.FRAGMENT_SPREAD, name: named };
  };
  const split = visit(document, {
    SelectionSet(node) {
      const called = (name) => node.selections.filter((selection) => selection.name.value === name);
      const [config, keys] = [called('config'), called('apiKeys')];
      if (config.length === 0 || keys.length === 0) return undefined;
      const rest = node.selections.filter((selection) => ![...config, ...keys].includes(selection));
      const selections = [
        spread('ProjectHeader', rest),
        spread('ProjectSettings', [field('id'), ...config]),
        spread('ProjectKeys', [field('id'), ...keys]),
      ];
      return { ...node, selections };
    },
  });
  return { ...split, definitions: [...split.definitions, ...fragments.values()] };
}

const conditional = parse('query ($keys: Boolean = true) { apiKeys @include(if: $keys) }').definitions[0];

/** Selects keys on a condition that a variable decides, and that holds by default. */
function withInclude(document) {
  const { directives } = conditional.selectionSet.selections[0];
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [...node.variableDefinitions, ...conditional.variableDefinitions],
    }),
    Field: (node) => (node.name.value === 'apiKeys' ? { ...node, directives } : undefined),
  });
}

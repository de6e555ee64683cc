import { VERSION } from '../../lib/version.ts';
import { families, routesOf } from '../families.ts';
import type { Family } from '../family.ts';
import type { Route } from '../route.ts';
import { documentRoute } from './route.ts';
import { answerSchemas, type JsonSchema, type SchemaPrinter } from './schemas.ts';
import { tags } from './tags.ts';

/** The schemes of keys, by their name in the document. */
const securitySchemes = {
  organizationKey: {
    type: 'apiKey',
    in: 'header',
    name: 'x-org-api-key',
    description: 'A key of an organization, `oak_…`.',
  },
  projectKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'A key of a project, `ak_…`.' },
  bearer: { type: 'http', scheme: 'bearer', description: 'A key as a Bearer token.' },
} as const;

function securityOf({ bearer }: Family, { auth }: Route): readonly object[] {
  if (auth === null) return [];
  const isOpenToProjects = auth.includes('PROJECT');
  const isOpenToOrganizations = auth.includes('ORGANIZATION');
  return [
    ...(isOpenToOrganizations ? [{ organizationKey: [] }] : []),
    ...(isOpenToProjects ? [{ projectKey: [] }] : []),
    ...(isOpenToProjects || bearer === 'any' ? [{ bearer: [] }] : []),
  ];
}

const jsonContent = (schema: JsonSchema) => ({ 'application/json': { schema } });

function parametersOf({ projectHeader }: Family, route: Route, printer: SchemaPrinter): readonly object[] {
  const of = (place: 'path' | 'query', schema: Route['params']) =>
    printer.properties(schema).map(({ name, schema: property, isRequired }) => {
      const { description, ...rest } = property;
      const isList = rest.type === 'array';
      return {
        name,
        in: place,
        required: place === 'path' || isRequired,
        ...(description !== undefined && { description }),
        ...(isList && { style: 'form', explode: false }),
        schema: rest,
      };
    });
  const header = { ...projectHeader, in: 'header', required: false, schema: { type: 'string' } };
  const ofHeader = projectHeader && route !== documentRoute ? [header] : [];
  return [...of('path', route.params), ...of('query', route.query), ...ofHeader];
}

function requestBodyOf({ body }: Route, printer: SchemaPrinter): object | undefined {
  if (body === null) return undefined;
  const isRequired = printer.properties(body).some((property) => property.isRequired);
  return { required: isRequired, content: jsonContent(printer.input(body)) };
}

function operationOf(family: Family, route: Route, printer: SchemaPrinter): object {
  const { status, answer, summary, description, tag, scope } = route;
  const scopeSentence = scope === null ? '' : ` A key that is limited to scopes needs \`${scope}\`.`;
  const requestBody = requestBodyOf(route, printer);
  const error = jsonContent(printer.answer(family.errorSchema));
  return {
    operationId: `${family.name}.${route.operationId}`,
    tags: [tag],
    summary,
    description: `${description}${scopeSentence}`,
    security: securityOf(family, route),
    parameters: parametersOf(family, route, printer),
    ...(requestBody && { requestBody }),
    responses: {
      [status]: {
        description: 'Success.',
        ...(answer && { content: jsonContent(printer.answer(answer)) }),
      },
      '4XX': { description: 'The request was rejected.', content: error },
      '5XX': { description: 'The request failed.', content: error },
    },
  };
}

/** Builds the OpenAPI 3.1 document of every REST API of this server. */
export function openApiDocument(): object {
  const printer = answerSchemas();
  const paths: Record<string, Record<string, object>> = {};
  for (const family of families)
    for (const route of routesOf(family)) {
      const path = `${family.prefixes[0]}${route.path}`;
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(family, route, printer) };
    }
  const used = new Set(families.flatMap((family) => routesOf(family).map(({ tag }) => tag)));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Bailiwick REST APIs',
      version: VERSION,
      description:
        'REST APIs in the form of other products, for clients that were written for them. Each route does what a GraphQL field does; the GraphQL API has more. `/api/v3/…` is the same as `/api/v3.1/…`, with up to 1,000 projects on a page.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    tags: [...used].map((name) => ({ name, description: tags[name] })),
    paths,
    components: { securitySchemes, schemas: printer.components() },
  };
}

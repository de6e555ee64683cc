import type { z } from 'zod';
import type { AuditAction } from '../domain/audit-log/record.ts';
import type { KeyScope } from '../domain/core/permissions.ts';
import type { RequestContext } from '../domain/core/request-context.ts';
import type { AuthRole } from '../domain/core/roles.ts';
import { parseInput, strictInput } from '../domain/core/validation.ts';
import type { BoundRead } from '../domain/plan/read.ts';
import type { Tag } from './openapi/tags.ts';

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Sets headers of a response besides the common ones. */
export type ResponseHeaders = Pick<Map<string, string>, 'set'>;

/** The parameters of a request, each unparsed. */
export type RawInput = {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
};

type RouteFacts = {
  readonly method: Method;
  /** Below the prefix of the API family, such as `/org/owner/project/{nano_id}`. */
  readonly path: string;
  /** The name in the OpenAPI document, unique in it. */
  readonly operationId: string;
  readonly tag: Tag;
  readonly summary: string;
  readonly description: string;
  /** The kinds of keys that are accepted. Null: no key is read. */
  readonly auth: readonly Exclude<AuthRole, 'OPERATOR'>[] | null;
  /** The scope that a key limited to scopes needs. Null: none. */
  readonly scope: KeyScope | null;
  /** The GraphQL field that does the same, such as `Mutation.createProject`. Null: GraphQL has none. */
  readonly twin: string | null;
  /** The audit action that a rejected attempt is recorded as. Absent: the route changes nothing. */
  readonly audits?: AuditAction;
  /** Whether the route acts in the project of the request. */
  readonly isInProject: boolean;
  /** Whether the route describes the API: it needs no key where introspection needs none. */
  readonly describesApi?: boolean;
  /** Charged points. */
  readonly points: number;
  /** The status of success. */
  readonly status: 200 | 201 | 204;
  /** Properties at the top of the answer, such as `api_key`, that a replay must not contain. They are null there. */
  readonly notKept?: readonly string[];
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Null: the route reads no body. */
  readonly body: z.ZodObject | null;
  /** Null: the answer has no body. */
  readonly answer: z.ZodObject | null;
};

/** A read that answers a request with one statement, which also authenticates the key. */
type PlannedAnswer = {
  readonly read: BoundRead;
  /** Returns the answer from the JSON that was read. */
  readonly present: (json: string) => string;
};

/** A route of an API family. */
export type Route = RouteFacts & {
  /** Runs the domain operation and returns the JSON of the answer. Throws DomainErrors, BAD_USER_INPUT first. */
  readonly run: (
    context: RequestContext,
    input: RawInput,
    headers: ResponseHeaders,
  ) => Promise<object | null>;
  /** Returns a read of the same answer. Null: only `run` answers. Throws DomainErrors. Absent: the route has none. */
  readonly plan?: (
    context: RequestContext,
    input: RawInput,
    headers: ResponseHeaders,
  ) => PlannedAnswer | null;
};

type Shape = z.ZodRawShape;
type Output<Fields extends Shape> = z.output<z.ZodObject<Fields>>;

type Call<Params extends Shape, Query extends Shape, Body extends Shape> = {
  readonly context: RequestContext;
  readonly params: Output<Params>;
  readonly query: Output<Query>;
  readonly body: Output<Body>;
  readonly headers: ResponseHeaders;
};

type Definition<
  Params extends Shape,
  Query extends Shape,
  Body extends Shape,
  Answer extends z.ZodObject | null,
> = Omit<RouteFacts, 'params' | 'query' | 'body' | 'answer' | 'points' | 'status' | 'isInProject'> & {
  readonly points?: number;
  readonly status?: RouteFacts['status'];
  readonly isInProject?: boolean;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly run: (
    call: Call<Params, Query, Body>,
  ) => Promise<Answer extends z.ZodObject ? z.input<Answer> : null>;
  /** Absent: only `run` answers. Not for a route that acts in the project of the request. */
  readonly plan?: (call: Omit<Call<Params, Query, Body>, 'body'>) => PlannedAnswer | null;
};

const NONE = {};

/** Defines a route. Its parameters are parsed before `run`, and unknown ones are rejected; its answer is not: tests compare each one with
 *  its description. */
export function defineRoute<
  Answer extends z.ZodObject | null,
  Params extends Shape = typeof NONE,
  Query extends Shape = typeof NONE,
  Body extends Shape = typeof NONE,
>(definition: Definition<Params, Query, Body, Answer>): Route {
  const { run, plan, points = 1, status = 200, isInProject = false, ...facts } = definition;
  const params = strictInput(definition.params ?? (NONE as Params));
  const query = strictInput(definition.query ?? (NONE as Query));
  const body = strictInput(definition.body ?? (NONE as Body));
  const read = (context: RequestContext, input: RawInput, headers: ResponseHeaders) => ({
    context,
    params: parseInput(params, input.params) as Output<Params>,
    query: parseInput(query, input.query) as Output<Query>,
    headers,
  });
  return {
    ...facts,
    points,
    status,
    isInProject,
    params,
    query,
    body: definition.body ? body : null,
    run: async (context, input, headers) =>
      run({ ...read(context, input, headers), body: parseInput(body, input.body) as Output<Body> }),
    ...(plan && { plan: (...request: Parameters<typeof read>) => plan(read(...request)) }),
  };
}

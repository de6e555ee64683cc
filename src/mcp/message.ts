import {
  CallToolRequestSchema,
  ErrorCode,
  InitializeRequestSchema,
  isJSONRPCErrorResponse,
  isJSONRPCResultResponse,
  LATEST_PROTOCOL_VERSION,
  ListToolsRequestSchema,
  PingRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { DomainError } from '../domain/core/errors.ts';
import { parseInput } from '../domain/core/validation.ts';

const STATUS_BAD_REQUEST = 400;
const STATUS_OK = 200;

type RequestId = z.output<typeof requestId>;

/** A rejected message. Its own message is a sentence for the client. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
  readonly code: ErrorCode;
  readonly suggestedFix: string;
  /** The id of the request. Null: there is none, or the message is not a request. */
  readonly id: RequestId | null;

  constructor(code: ErrorCode, message: string, suggestedFix: string, id: RequestId | null = null) {
    super(message);
    this.code = code;
    this.suggestedFix = suggestedFix;
    this.id = id;
  }
}

const requestId = z.union([z.string(), z.int()], { error: 'must be a string or an integer' });

/** The members of JSON-RPC 2.0 requests and notifications. Other members are ignored. */
const envelope = z.object({
  jsonrpc: z.literal('2.0', { error: 'must be "2.0"' }),
  id: requestId.optional(),
  method: z.string(),
  params: z.unknown().optional(),
});

const namedParams = z.record(z.string(), z.unknown());

/** The supported methods with their parameters. */
const requests = {
  initialize: InitializeRequestSchema,
  ping: PingRequestSchema,
  'tools/list': ListToolsRequestSchema,
  'tools/call': CallToolRequestSchema,
};

type Method = keyof typeof requests;
type Params = z.output<typeof namedParams>;

/** Parameters that clients may omit, although the protocol requires them: nothing depends on them here. */
const defaults: Partial<Record<Method, Params>> = {
  initialize: {
    protocolVersion: LATEST_PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: 'unknown', version: 'unknown' },
  },
};

/** Parses a message of the protocol, with null for omitted parts. Throws MessageError for any other message. */
export function readMessage(message: object): object {
  if (isJSONRPCResultResponse(message) || isJSONRPCErrorResponse(message)) return message;
  const { jsonrpc, id, method, params } = parse(envelope, message, ErrorCode.InvalidRequest, null);
  const isNotification = method.startsWith('notifications/');
  if (isNotification && id === undefined)
    return isAbsent(params) ? { jsonrpc, method } : { jsonrpc, method, params: paramsOf(params, null) };
  if (id === undefined)
    throw new MessageError(ErrorCode.InvalidRequest, 'The request has no id.', 'Send a string or a number.');
  if (!isMethod(method)) throw methodNotFound(method, id);
  const completed = { ...defaults[method], ...(isAbsent(params) ? {} : paramsOf(params, id)) };
  parse(requests[method], { method, params: completed }, ErrorCode.InvalidParams, id);
  return { jsonrpc, id, method, params: completed };
}

/** Returns the JSON-RPC error response to a rejected message. */
export function refuseMessage({ code, message, suggestedFix, id }: MessageError): Response {
  const status = code === ErrorCode.InvalidRequest ? STATUS_BAD_REQUEST : STATUS_OK;
  return Response.json({ jsonrpc: '2.0', id, error: { code, message, data: { suggestedFix } } }, { status });
}

const isAbsent = (value: unknown) => value === undefined || value === null;
const isMethod = (method: string): method is Method => Object.hasOwn(requests, method);

/** Removes nulls and requests for a task: the server has no tasks and responds as to a plain request. */
function paramsOf(params: unknown, id: RequestId | null): Params {
  const { task: _, ...present } = parse(
    z.object({ params: namedParams }),
    { params },
    ErrorCode.InvalidParams,
    id,
  ).params;
  return Object.fromEntries(Object.entries(present).filter(([, value]) => !isAbsent(value)));
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  code: ErrorCode,
  id: RequestId | null,
): z.output<Schema> {
  try {
    return parseInput(schema, value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const fix = 'Send a message of JSON-RPC 2.0 and the Model Context Protocol.';
    throw new MessageError(code, error.message, error.suggestedFix ?? fix, id);
  }
}

function methodNotFound(method: string, id: RequestId): MessageError {
  const fix = `Use one of: ${Object.keys(requests).join(', ')}.`;
  return new MessageError(ErrorCode.MethodNotFound, `Unknown method: ${JSON.stringify(method)}.`, fix, id);
}

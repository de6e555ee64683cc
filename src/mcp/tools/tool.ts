import { z } from 'zod';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { parseInput } from '../../domain/core/validation.ts';

/** What clients are told of a tool beside its name and description. */
export type ToolFacts = {
  readonly title: string;
  /** Of a tool that changes something: whether it changes what was there, and whether a second call changes nothing more. */
  readonly hints?: { readonly destructiveHint: boolean; readonly idempotentHint: boolean };
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
};

export type Tool = ToolFacts & {
  /** Throws DomainErrors, BAD_USER_INPUT first. */
  readonly run: (context: RequestContext, given: unknown) => Promise<Record<string, unknown>>;
};

type Definition<Input extends z.ZodObject, Output extends z.ZodObject> = ToolFacts & {
  readonly input: Input;
  /** Lets through what it names and nothing else. */
  readonly output: Output;
  /** One operation of the domain. */
  readonly run: (context: RequestContext, input: z.output<Input>) => Promise<z.input<Output>>;
};

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: Definition<Input, Output>,
): Tool {
  const { input, output, run } = definition;
  return {
    ...definition,
    run: async (context, given) => output.parse(await run(context, parseInput(input, given))),
  };
}

/** A string that tells a moment. The pattern that validates it would fill a page of each description. */
const dateTime = z.string().meta({ format: 'date-time' });

/** A moment, as JSON has it. */
export const instant = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(dateTime);

/** A moment as it is given, in any offset from UTC. */
export const toDate = dateTime
  .pipe(z.iso.datetime({ offset: true, error: 'must be a time such as 2026-06-01T12:00:00Z' }))
  .transform((text) => new Date(text));

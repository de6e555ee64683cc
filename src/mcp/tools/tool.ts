import { z } from 'zod';
import type { RequestContext } from '../../domain/core/request-context.ts';
import { parseInput } from '../../domain/core/validation.ts';

/** The description of a tool for clients, beside its name and domain description. */
type ToolFacts = {
  readonly title: string;
  /** Set for tools that change data: whether the tool changes existing data, and whether repeating a call has no further
   *  effect. */
  readonly hints?: { readonly destructiveHint: boolean; readonly idempotentHint: boolean };
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
};

export type Tool = ToolFacts & {
  /** Throws DomainErrors, BAD_USER_INPUT first. */
  readonly run: (context: RequestContext, args: unknown) => Promise<Record<string, unknown>>;
};

type Definition<Input extends z.ZodObject, Output extends z.ZodObject> = ToolFacts & {
  readonly input: Input;
  /** Drops all members that it does not name. */
  readonly output: Output;
  /** The domain operation of the tool. */
  readonly run: (context: RequestContext, input: z.output<Input>) => Promise<z.input<Output>>;
};

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: Definition<Input, Output>,
): Tool {
  const { input, output, run } = definition;
  return {
    ...definition,
    run: async (context, args) => output.parse(await run(context, parseInput(input, args))),
  };
}

/** A timestamp string. The pattern that validates it would fill a page of each description. */
const dateTime = z.string().meta({ format: 'date-time' });

/** A timestamp in a result, serialized to JSON. */
export const instant = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(dateTime);

/** A timestamp in the input, with any UTC offset. */
export const toDate = dateTime
  .pipe(z.iso.datetime({ offset: true, error: 'must be a time such as 2026-06-01T12:00:00Z' }))
  .transform((text) => new Date(text));

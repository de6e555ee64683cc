import { z } from 'zod';
import { parseInput } from '../../domain/input.ts';
import type { Scope } from '../../domain/scope.ts';

/** What clients are told of a tool beside its name and description. */
export type ToolFacts = {
  readonly title: string;
  /** Whether a second call with the same arguments changes nothing more. */
  readonly isIdempotent: boolean;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
};

export type Tool = ToolFacts & {
  /** Throws DomainErrors, BAD_USER_INPUT first. */
  readonly run: (scope: Scope, given: unknown) => Promise<Record<string, unknown>>;
};

type Definition<Input extends z.ZodObject, Output extends z.ZodObject> = ToolFacts & {
  readonly input: Input;
  /** Lets through what it names and nothing else. */
  readonly output: Output;
  /** One operation of the domain. */
  readonly run: (scope: Scope, input: z.output<Input>) => Promise<z.input<Output>>;
};

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: Definition<Input, Output>,
): Tool {
  const { input, output, run } = definition;
  return {
    ...definition,
    run: async (scope, given) => output.parse(await run(scope, parseInput(input, given))),
  };
}

/** Arguments by their names. One that the tool does not know is refused: it may be a mistyped one. */
export function toolInput<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code, keys }) => (code === 'unrecognized_keys' ? `does not have ${keys}` : undefined),
  });
}

/** A moment, as JSON has it. */
export const instant = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(z.string().meta({ format: 'date-time' }));

import { z } from 'zod';

/** An instant in an answer, such as `2026-06-01T12:00:00.000Z`. */
export const instant = z.string().meta({ format: 'date-time' });

const ONCE = 'must be given once';

const single = <Schema extends z.ZodType>(parse: (text: string) => unknown, schema: Schema) =>
  z.preprocess((value) => (typeof value === 'string' ? parse(value) : value), schema);

const asInteger = (text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);
const booleans = new Map<string, boolean>([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);

/** An integer in a query string. */
export const queryInteger = (min: number, max: number) =>
  single(
    asInteger,
    z
      .int({ error: 'must be an integer' })
      .min(min, `must be between ${min} and ${max}`)
      .max(max, `must be between ${min} and ${max}`),
  );

export const queryBoolean = single(
  (text) => booleans.get(text) ?? text,
  z.boolean({ error: 'must be true or false' }),
);

export const queryText = z.string({ error: ONCE });

/** Several values in a query string: one parameter with commas, or the parameter several times. */
export const queryList = <Value extends z.ZodType<unknown, string>>(value: Value) =>
  z.preprocess(
    (sent) => (typeof sent === 'string' ? sent.split(',') : sent),
    z.array(value).max(100, 'must have at most 100 values'),
  );

/** A property that the other product has and this server does not: accepted and ignored. */
export const ignored = (why: string) =>
  z
    .unknown()
    .optional()
    .meta({ description: `Accepted and ignored: ${why}` });

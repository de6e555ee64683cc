import { z } from 'zod';

/** Deep enough for everything that people write, and for machines to walk through without harm. */
const DEPTH_MAX = 64;

type Part = { readonly name: string; readonly value: unknown; readonly depth: number };

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Whether each thing inside passes. Looks at them without recursion, which deep nesting would exhaust. */
function everyPart(whole: object, passes: (part: Part) => boolean): boolean {
  const open: Part[] = [{ name: '', value: whole, depth: 1 }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (!passes(part)) return false;
    if (!isContainer(part.value)) continue;
    const depth = part.depth + 1;
    for (const [name, value] of Object.entries(part.value)) open.push({ name, value, depth });
  }
  return true;
}

const isWithinDepth = (whole: unknown) =>
  isContainer(whole) &&
  !Array.isArray(whole) &&
  everyPart(whole, ({ value, depth }) => !isContainer(value) || depth <= DEPTH_MAX);

/** A JSON object of limited size, as text. No message repeats what is in it. */
export function jsonText(kilobytesMax: number) {
  return z
    .custom<object>(isWithinDepth, `must be an object, nested at most ${DEPTH_MAX} deep`)
    .transform((value) => JSON.stringify(value))
    .refine(
      (text) => Buffer.byteLength(text) <= kilobytesMax * 1024,
      `must fit into ${kilobytesMax} KiB of JSON`,
    );
}

/** Names that every JavaScript object has already, and that a careless reader would take for its own. */
const isTaken = (name: string) => name in {} || name === 'prototype';

/** A JSON object for programs to act on: each of its names, at any depth, is text that can be stored everywhere, and means
 *  nothing to JavaScript. */
export function settingsObject(kilobytesMax: number) {
  return jsonText(kilobytesMax)
    .transform((text): object => JSON.parse(text))
    .refine(
      (value) => everyPart(value, ({ name }) => name.isWellFormed() && !name.includes('\0')),
      'must have names of well-formed Unicode without NUL',
    )
    .refine(
      (value) => everyPart(value, ({ name }) => !isTaken(name)),
      "must not use the names of JavaScript's own properties",
    );
}

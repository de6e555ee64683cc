import { z } from 'zod';

/** More than hand-written JSON needs, and safe to traverse. */
const DEPTH_MAX = 64;

type Part = { readonly name: string; readonly value: unknown; readonly depth: number };

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Returns whether every nested value passes. Iterative: recursion could exhaust the stack. */
function everyPart(root: object, passes: (part: Part) => boolean): boolean {
  const open: Part[] = [{ name: '', value: root, depth: 1 }];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (!passes(part)) return false;
    if (!isContainer(part.value)) continue;
    const depth = part.depth + 1;
    for (const [name, value] of Object.entries(part.value)) open.push({ name, value, depth });
  }
  return true;
}

const isWithinDepth = (value: unknown) =>
  isContainer(value) &&
  !Array.isArray(value) &&
  everyPart(value, (part) => !isContainer(part.value) || part.depth <= DEPTH_MAX);

/** A JSON object of limited size, serialized. Messages never contain its content. */
export function jsonText(kilobytesMax: number) {
  return z
    .custom<object>(isWithinDepth, `must be an object, nested at most ${DEPTH_MAX} deep`)
    .transform((value) => JSON.stringify(value))
    .refine(
      (text) => Buffer.byteLength(text) <= kilobytesMax * 1024,
      `must fit into ${kilobytesMax} KiB of JSON`,
    );
}

/** Names that every JavaScript object has by inheritance, which careless code could mistake for its own. */
const isInheritedName = (name: string) => name in {} || name === 'prototype';

/** A JSON object that programs read: each name, at any depth, is well-formed Unicode without NUL and no inherited name of
 *  JavaScript objects. */
export function settingsObject(kilobytesMax: number) {
  return jsonText(kilobytesMax)
    .transform((text): object => JSON.parse(text))
    .refine(
      (value) => everyPart(value, ({ name }) => name.isWellFormed() && !name.includes('\0')),
      'must have names of well-formed Unicode without NUL',
    )
    .refine(
      (value) => everyPart(value, ({ name }) => !isInheritedName(name)),
      "must not use the names of JavaScript's own properties",
    );
}

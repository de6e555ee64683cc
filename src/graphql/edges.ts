import type { ObjectRef } from '@pothos/core';
import { type NewRow, newCursor } from '../domain/core/list.ts';
import { builder } from './builder.ts';

type Types = typeof builder.$inferSchemaTypes;

/** Defines the edge of a list such as `Project.sessions`, which payloads of mutations that add a row to it also have. `noun` is a row with its
 *  article. */
export function defineEdge<Row>(type: ObjectRef<Types, Row>, list: `${string}.${string}`, noun: string) {
  const [owner = '', field = ''] = list.split('.');
  return builder.edgeObject({
    type,
    name: `${owner}${field.charAt(0).toUpperCase()}${field.slice(1)}ConnectionEdge`,
    description: `${noun} and its cursor in a list.`,
  });
}

/** Defines the edge of a list without pages. */
export function definePagelessEdge<Row>(type: ObjectRef<Types, Row>, noun: string) {
  return builder.edgeObject({
    type,
    name: `${type.name}Edge`,
    description: `${noun} as an edge, for client-side caches. Its list has no pages, so no field accepts the cursor.`,
  });
}

/** Returns a row as an edge of its owner's list in the default order, so that clients can insert it. */
export function newEdge<Row extends NewRow>(list: string, ownerId: string, row: Row) {
  return { cursor: newCursor(list, ownerId, row), node: row };
}

/** Describes such an edge in payloads. */
export const edgeIn = (list: string) =>
  `The new row as an edge of \`${list}\` in its default order, for client-side caches.`;

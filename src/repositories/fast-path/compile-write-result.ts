import { sql as part, type RawBuilder } from 'kysely';
import type { ColumnFilter } from '../../postgres/query/returning.ts';
import { objectFragments, writtenReading } from './compile-read.ts';
import { concatenate, type Fragment, literal, objectOf, sql } from './json-sql.ts';
import type { WrittenRead } from './selection.ts';

type Member = WrittenRead['members'][number];
type KeyMember = Extract<Member, { kind: 'issuedKey' }>['members'][number];

/** JSON text of the rows that a statement wrote. */
export type WrittenText = {
  /** As one SQL expression over its CTEs: the project `subject` and the key `issued`, with the given secret. */
  json(secret: RawBuilder<string>): RawBuilder<string>;
  /** The columns that it reads of both. */
  readonly reads: ColumnFilter;
};

/** Cannot occur in a GraphQL name. */
const SECRET_PLACEHOLDER = ':secret';

export function compileWritten({ key, members }: WrittenRead): WrittenText {
  const fragments = members.map((member) => [member.key, memberFragments(member)] as const);
  const text = concatenate(objectOf([[key, objectOf(fragments)]]));
  const parts = text.split(SECRET_PLACEHOLDER).map((sqlText) => part.raw(sqlText));
  return {
    json: (secret) => part.join<string>(parts, secret),
    reads: (column) => new RegExp(`\\.${column}\\b`).test(text),
  };
}

function memberFragments(member: Member): readonly Fragment[] {
  switch (member.kind) {
    case 'constant':
      return [literal(member.json)];
    case 'subject':
      return objectFragments(writtenReading, member.object, 'subject', 1);
    case 'issuedKey':
      return objectOf(member.members.map((part) => [part.key, keyFragments(part)] as const));
  }
}

function keyFragments(part: KeyMember): readonly Fragment[] {
  switch (part.kind) {
    case 'constant':
      return [literal(part.json)];
    case 'secret':
      return [literal('"'), sql(SECRET_PLACEHOLDER), literal('"')];
    case 'issued':
      return objectFragments(writtenReading, part.object, 'issued', 1);
  }
}

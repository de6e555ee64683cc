import { sql as part, type RawBuilder } from 'kysely';
import type { ColumnFilter } from '../../postgres/query/returning.ts';
import { objectPieces, writtenReading } from './compile-read.ts';
import { concatenate, type Fragment, literal, objectOf, sql } from './json-sql.ts';
import type { WrittenRead } from './selection.ts';

type Member = WrittenRead['members'][number];
type KeyMember = Extract<Member, { kind: 'issuedKey' }>['members'][number];

/** JSON text of what a statement wrote. */
export type WrittenText = {
  /** As one SQL expression over its CTEs: the project `subject` and the `issued` key, whose secret is given. */
  json(secret: RawBuilder<string>): RawBuilder<string>;
  /** Of either. */
  readonly reads: ColumnFilter;
};

/** What no name in GraphQL is. */
const SECRET_PLACE = ':secret';

export function compileWritten({ key, members }: WrittenRead): WrittenText {
  const pieces = members.map((member) => [member.key, memberPieces(member)] as const);
  const text = concatenate(objectOf([[key, objectOf(pieces)]]));
  const parts = text.split(SECRET_PLACE).map((between) => part.raw(between));
  return {
    json: (secret) => part.join<string>(parts, secret),
    reads: (column) => new RegExp(`\\.${column}\\b`).test(text),
  };
}

function memberPieces(member: Member): readonly Fragment[] {
  switch (member.kind) {
    case 'constant':
      return [literal(member.json)];
    case 'subject':
      return objectPieces(writtenReading, member.object, 'subject', 1);
    case 'issuedKey':
      return objectOf(member.members.map((part) => [part.key, keyPieces(part)] as const));
  }
}

function keyPieces(part: KeyMember): readonly Fragment[] {
  switch (part.kind) {
    case 'constant':
      return [literal(part.json)];
    case 'secret':
      return [literal('"'), sql(SECRET_PLACE), literal('"')];
    case 'issued':
      return objectPieces(writtenReading, part.object, 'issued', 1);
  }
}

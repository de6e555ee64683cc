import { sql as part, type RawBuilder } from 'kysely';
import type { ReadsColumn } from '../../postgres/query/returning.ts';
import { objectPieces, writtenReading } from './compile-read.ts';
import { concatenate, objectOf, type Piece, sql, words } from './json-sql.ts';
import type { WrittenRead } from './selection.ts';

type Member = WrittenRead['members'][number];
type KeyMember = Extract<Member, { kind: 'issuedKey' }>['members'][number];

/** JSON text of what a statement wrote. */
export type WrittenText = {
  /** As one SQL expression over its CTEs: the project `subject` and the `issued` key, whose secret is given. */
  json(secret: RawBuilder<string>): RawBuilder<string>;
  /** Of either. */
  readonly reads: ReadsColumn;
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

function memberPieces(member: Member): readonly Piece[] {
  switch (member.kind) {
    case 'constant':
      return [words(member.json)];
    case 'subject':
      return objectPieces(writtenReading, member.object, 'subject', 1);
    case 'issuedKey':
      return objectOf(member.members.map((part) => [part.key, keyPieces(part)] as const));
  }
}

function keyPieces(part: KeyMember): readonly Piece[] {
  switch (part.kind) {
    case 'constant':
      return [words(part.json)];
    case 'secret':
      return [words('"'), sql(SECRET_PLACE), words('"')];
    case 'issued':
      return objectPieces(writtenReading, part.object, 'issued', 1);
  }
}

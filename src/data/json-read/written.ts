import { objectPieces, writtenReading } from './compile.ts';
import { concatenate, objectOf, type Piece, sql, words } from './json-text.ts';
import type { WrittenRead } from './selection.ts';

type Member = WrittenRead['members'][number];
type KeyMember = Extract<Member, { kind: 'issuedKey' }>['members'][number];

/** JSON text of what a statement wrote, as one SQL expression over its CTEs: the sender's `key`, the project `subject`,
 *  the `issued` key, and its secret as `given`. */
export function compileWritten({ key, members }: WrittenRead): string {
  const pieces = members.map((member) => [member.key, memberPieces(member)] as const);
  return concatenate(objectOf([[key, objectOf(pieces)]]));
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
      return [words('"'), sql('given.secret'), words('"')];
    case 'issued':
      return objectPieces(writtenReading, part.object, 'issued', 1);
  }
}

import { createHash } from 'node:crypto';
import { print } from 'graphql';

/** Of graphql-codegen: each operation, printed, under the SHA-256 of that text. The preset `client` writes the same form with
 *  `persistedDocuments: { hashAlgorithm: 'sha256' }`. */
export function plugin(_schema, documents) {
  const texts = documents.flatMap(({ document }) => document.definitions.map(print));
  const entries = texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]);
  return `${JSON.stringify(Object.fromEntries(entries.sort()), null, 2)}\n`;
}

import { createHash } from 'node:crypto';
import { print } from 'graphql';

/** A plugin for graphql-codegen: prints each operation under the SHA-256 of its text. The preset `client` writes the
 *  same format with `persistedDocuments: { hashAlgorithm: 'sha256' }`. */
export function plugin(_schema, documents) {
  const texts = documents.flatMap(({ document }) => document.definitions.map(print));
  const entries = texts.map((text) => [createHash('sha256').update(text).digest('hex'), text]);
  return `${JSON.stringify(Object.fromEntries(entries.sort()), null, 2)}\n`;
}

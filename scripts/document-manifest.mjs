import { createHash } from 'node:crypto';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { Kind, print, visit } from 'graphql';

/** The operations of the dashboard, whose cache needs the type of each object. */
export const typenameTransform = addTypenameSelectionDocumentTransform;
const isOfDashboard = ({ location }) => location?.replaceAll('\\', '/').includes('src/dashboard/');

/** A plugin for graphql-codegen: prints each operation, with the fragments that it uses, under the SHA-256 of its text. The preset
 *  `client` writes the same format with `persistedDocuments: { hashAlgorithm: 'sha256' }`. */
export function plugin(_schema, files) {
  const documents = [
    ...files.filter((file) => !isOfDashboard(file)),
    ...typenameTransform.transform({ documents: files.filter(isOfDashboard) }),
  ];
  const definitions = documents.flatMap(({ document }) => document.definitions);
  const texts = definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => textOf([operation, ...fragmentsOf(operation, definitions)]));
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [hashOf(text), text]).sort()), null, 2)}\n`;
}

/** Returns the hash of a document by which the manifest has it. */
export const documentHash = ({ definitions }) => hashOf(textOf(definitions));

const hashOf = (text) => createHash('sha256').update(text).digest('hex');

function textOf([operation, ...fragments]) {
  const sorted = fragments.toSorted((a, b) => (a.name.value < b.name.value ? -1 : 1));
  return [operation, ...sorted].map(print).join('\n\n');
}

function fragmentsOf(operation, definitions) {
  const used = new Set();
  const collect = (node) =>
    visit(node, {
      FragmentSpread: ({ name }) => {
        const fragment = definitions.find(
          (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name.value,
        );
        if (!fragment || used.has(fragment)) return;
        used.add(fragment);
        collect(fragment);
      },
    });
  collect(operation);
  return [...used];
}

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';
import type { DocumentNode } from 'graphql';
import { documentHash, typenameTransform } from './scripts/document-manifest.mjs';

/** Codegen would parse every file that it is given: by far the most have no operation in them. */
const filesWithOperations = readdirSync(join(import.meta.dirname, 'test'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('.ts') && !/^(generated|consumers)\b/.test(path))
  .map((path) => join('test', path))
  .filter((path) => readFileSync(join(import.meta.dirname, path), 'utf8').includes('graphql(`'));

const scalars = {
  DateTime: 'string',
  URL: 'string',
  JSONObject: 'Record<string, unknown>',
  BigInt: 'number | string',
  Scope: 'string',
};

/** The folders of the dashboard with operations: each has types of its own, so that a page loads no operations of others. */
const dashboardFolders = readdirSync(join(import.meta.dirname, 'src/dashboard'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('operations.graphql'))
  .map((path) => join('src/dashboard', dirname(path)))
  .sort();

const dashboardOutput = (folder: string): CodegenConfig['generates'][string] => ({
  documents: join(folder, 'operations.graphql'),
  plugins: ['typescript-operations', 'typed-document-node'],
  documentTransforms: [typenameTransform],
  config: {
    documentMode: 'documentNodeImportFragments',
    enumType: 'string-literal',
    useTypeImports: true,
    strictScalars: true,
    inlineFragmentTypes: 'combine',
    scalars,
    unstable_onExecutableDocumentNode: (document: DocumentNode) => ({ hash: documentHash(document) }),
  },
});

/** The manifest of trusted documents, and typed documents for the operations of the tests, and the model for those of any TypeScript client. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'schema/documents.json': {
      documents: [
        'schema/operations.graphql',
        ...dashboardFolders.map((folder) => join(folder, 'operations.graphql')),
      ],
      plugins: ['./scripts/document-manifest.mjs'],
    },
    ...Object.fromEntries(
      dashboardFolders.map((folder) => [join(folder, 'generated/operations.ts'), dashboardOutput(folder)]),
    ),
    'src/dashboard/routes/webhooks/generated/event-types.ts': {
      plugins: ['./scripts/enum-descriptions.mjs'],
      config: { enums: { webhookEventTypes: 'WebhookEventType' } },
    },
    'src/dashboard/routes/servers/generated/tools.ts': {
      plugins: ['./scripts/enum-descriptions.mjs'],
      config: { enums: { mcpTools: 'McpTool' } },
    },
    'test/generated/': {
      documents: filesWithOperations,
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumType: 'string-literal',
        useTypeImports: true,
        strictScalars: true,
        scalars,
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
      },
    },
  },
};

export default config;

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

/** Codegen would parse every file that it is given: by far the most have no operation in them. */
const filesWithOperations = readdirSync(join(import.meta.dirname, 'test'), {
  recursive: true,
  encoding: 'utf8',
})
  .filter((path) => path.endsWith('.ts') && !/^(generated|consumers)\b/.test(path))
  .map((path) => join('test', path))
  .filter((path) => readFileSync(join(import.meta.dirname, path), 'utf8').includes('graphql(`'));

/** The manifest of trusted documents, and typed documents for the operations of the tests, and the model for those of any TypeScript client. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'schema/documents.json': {
      documents: 'schema/operations.graphql',
      plugins: ['./scripts/document-manifest.mjs'],
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
        scalars: {
          DateTime: 'string',
          URL: 'string',
          JSONObject: 'Record<string, unknown>',
          BigInt: 'number | string',
          Scope: 'string',
        },
        emitLegacyCommonJSImports: false,
        importExtension: '.ts',
      },
    },
  },
};

export default config;

import type { CodegenConfig } from '@graphql-codegen/cli';

/** The manifest of trusted documents, and typed documents for the operations of the tests, and the model for those of any TypeScript client. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  generates: {
    'schema/documents.json': {
      documents: 'schema/operations.graphql',
      plugins: ['./schema/manifest.mjs'],
    },
    'test/generated/': {
      documents: ['test/**/*.ts', '!test/generated/**'],
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

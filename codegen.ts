import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for the operations of the tests, and the model for those of any TypeScript client. */
const config: CodegenConfig = {
  schema: 'schema/schema.graphql',
  documents: ['test/**/*.ts', '!test/generated/**'],
  generates: {
    'test/generated/': {
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

import type { CodegenConfig } from '@graphql-codegen/cli';

const scalars = {
  DateTime: 'string',
  BigInt: 'number | string',
  JSONObject: 'Record<string, unknown>',
  URL: 'string',
  Scope: 'string',
};

const config: CodegenConfig = {
  schema: '../schema.graphql',
  documents: 'src/**/*.ts',
  generates: {
    './src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: { unmaskFunctionName: 'readFragment' } },
      config: {
        scalars,
        strictScalars: true,
        // The cache adds __typename to each selection, and an optimistic response needs it.
        nonOptionalTypename: true,
        skipTypeNameForRoot: true,
        enumType: 'string-literal',
        useTypeImports: true,
        importExtension: '.ts',
        emitLegacyCommonJSImports: false,
      },
    },
    // All enums: those that no operation selects, such as ErrorReason, are not in the files of the preset.
    './src/gql/enums.ts': {
      plugins: ['typescript'],
      config: { onlyEnums: true, enumType: 'string-literal' },
    },
  },
};

export default config;

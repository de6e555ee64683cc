import type { CodegenConfig } from '@graphql-codegen/cli';
import type { DocumentNode } from 'graphql';

type DocumentTransform = NonNullable<CodegenConfig['documentTransforms']>[number];

export declare const typenameTransform: DocumentTransform;
export declare function documentHash(document: DocumentNode): string;

import { writeFileSync } from 'node:fs';
import { openApiDocument } from '../src/rest/openapi/document.ts';

const file = new URL('../schema/openapi.json', import.meta.url);

/** Prints the OpenAPI document of the REST APIs. */
export const printedOpenApi = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;

if (process.argv[1] === import.meta.filename) {
  writeFileSync(file, printedOpenApi());
}

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Manifest } from './persisted-documents.ts';

/** The format of code generators: an object of texts by hash. */
const manifestForm = z.record(z.string().min(1), z.string().min(1));

/** A manifest that cannot be read. The message is complete for the operator. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** Throws ManifestError. */
export function readManifest(path: string): Manifest {
  try {
    const documents = manifestForm.parse(JSON.parse(readFileSync(path, 'utf8')));
    return new Map(Object.entries(documents));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it is not a JSON object of texts by hash' : String(error);
    throw new ManifestError(`PERSISTED_DOCUMENTS_MANIFEST ${path} cannot be used: ${why}.`);
  }
}

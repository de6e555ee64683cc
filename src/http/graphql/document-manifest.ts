import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Manifest } from './persisted-documents.ts';

/** As code generators write it: each text under its hash. */
const manifestForm = z.record(z.string().min(1), z.string().min(1));

/** A manifest that cannot be read. The message says all. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/** Throws ManifestError. */
export function readManifest(path: string): Manifest {
  try {
    const documents = manifestForm.parse(JSON.parse(readFileSync(path, 'utf8')));
    return new Map(Object.entries(documents));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it is no JSON object of hashes and texts' : String(error);
    throw new ManifestError(`PERSISTED_DOCUMENTS_MANIFEST ${path} cannot be used: ${why}.`);
  }
}

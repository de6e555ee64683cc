import { HttpError } from '../error-response.ts';

/** Reads the parameters of an address. Throws an HttpError for escapes that are not UTF-8, which would be read as U+FFFD. */
export function readQuery(url: string): URLSearchParams {
  const { search, searchParams } = new URL(url);
  try {
    decodeURIComponent(search);
  } catch {
    const fix = 'Write what is not ASCII as %XX of its bytes in UTF-8, and a % as %25.';
    throw new HttpError(400, 'The query of the address is not UTF-8.', fix);
  }
  return searchParams;
}

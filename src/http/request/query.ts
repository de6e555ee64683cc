import { HttpError } from '../error-response.ts';

/** Reads the query parameters of a URL. Throws an HttpError for escapes that are not UTF-8, which would be decoded as U+FFFD. */
export function readQuery(url: string): URLSearchParams {
  const { search, searchParams } = new URL(url);
  try {
    decodeURIComponent(search);
  } catch {
    const fix = 'Percent-encode the UTF-8 bytes of other characters as %XX, and % itself as %25.';
    throw new HttpError(400, 'The query string is not valid UTF-8.', fix);
  }
  return searchParams;
}

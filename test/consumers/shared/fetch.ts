/** A `fetch` that counts its requests. */
export function countingFetch(): { readonly fetch: typeof fetch; readonly count: () => number } {
  let count = 0;
  return {
    fetch: (input, init) => {
      count += 1;
      return fetch(input, init);
    },
    count: () => count,
  };
}

/** Whether JavaScript reads a number of JSON or GraphQL as that same number, so that it is the same when it is written again.
 *  Not so with more digits than a double has, beyond its range, and for negative zero, which is written as zero. */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && !Object.is(value, -0) && canonical(text) === canonical(String(value));
}

/** The same text for the same number, however it is written. */
function canonical(text: string): string {
  const [, sign = '', integer = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = integer + fraction;
  let [from, to] = [0, digits.length];
  // Not by a regular expression: on a long number it would take time by the square.
  while (digits[from] === '0') from += 1;
  while (to > from && digits[to - 1] === '0') to -= 1;
  if (from === to) return '0';
  const power = Number(exponent) - fraction.length + (digits.length - to);
  return `${sign}${digits.slice(from, to)}e${power}`;
}

/** Whether a JSON or GraphQL number survives parsing and printing in JavaScript unchanged. False for more digits than a
 *  double has, values beyond its range, and negative zero, which is printed as zero. */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && !Object.is(value, -0) && canonical(text) === canonical(String(value));
}

/** Returns a canonical text, equal for equal numbers. */
function canonical(text: string): string {
  const [, sign = '', integer = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = integer + fraction;
  let [from, to] = [0, digits.length];
  // Not by a regular expression, which would take quadratic time on a long number.
  while (digits[from] === '0') from += 1;
  while (to > from && digits[to - 1] === '0') to -= 1;
  if (from === to) return '0';
  const power = Number(exponent) - fraction.length + (digits.length - to);
  return `${sign}${digits.slice(from, to)}e${power}`;
}

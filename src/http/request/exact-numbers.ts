import { isExactNumber } from '../../lib/exact-number.ts';

/** Matches texts that may contain a number that JSON.parse changes, in one quick pass. */
const candidate = /[[:,\s](?:-?\d(?:[\d.]{15}|[\d.]*[eE])|-0)/;

const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|-?\d[\d.eE+-]*|[{}[\],]/g;

/** Returns the path of the first number in a JSON text that JavaScript cannot represent exactly. Null: there is none. Reads the text,
 *  since the parsed value no longer shows the difference. The text must be valid JSON. */
export function inexactNumberPath(json: string): readonly string[] | null {
  if (!candidate.test(json)) return null;
  /** The name or the index at each depth. */
  const path: (string | number)[] = [];
  for (const [token, colon] of json.matchAll(tokens)) {
    const place = path.at(-1);
    if (token === '{') path.push('');
    else if (token === '[') path.push(0);
    else if (token === '}' || token === ']') path.pop();
    else if (token === ',') path.splice(-1, 1, typeof place === 'number' ? place + 1 : '');
    else if (colon !== undefined) path.splice(-1, 1, JSON.parse(token.slice(0, -colon.length)));
    else if (!token.startsWith('"') && !isExactNumber(token)) return path.map(String);
  }
  return null;
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** An edit that CONTRIBUTING.md shows: a file, and the parts of it before and after. */
export type DocumentedEdit = {
  readonly path: string;
  readonly parts: readonly { readonly before: string; readonly after: string }[];
};

const ITEM = /^\d+\. `([^`]+)`[\s\S]*?^ {3}```diff\n([\s\S]*?)^ {3}```$/gm;

/** Returns the edits of a section, in their order. */
export function documentedEdits(markdown: string, heading: string): readonly DocumentedEdit[] {
  const section = markdown.split(/^## /m).find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const itemCount = section.match(/^\d+\. /gm)?.length ?? 0;
  const items = [...section.matchAll(ITEM)];
  if (items.length !== itemCount) throw new Error(`${heading}: an item shows no edit.`);
  return items.map(([, path = '', diff = '']) => ({
    path,
    parts: diff.replaceAll(/^ {3}/gm, '').split('@@\n').map(partOf),
  }));
}

function partOf(diff: string) {
  const lines = diff.split('\n').filter((line) => line !== '');
  const without = (sign: string) =>
    lines.flatMap((line) => (line.startsWith(sign) ? [] : [`${line.slice(1)}\n`])).join('');
  return { before: without('+'), after: without('-') };
}

/** Makes an edit in a folder. Throws when a part is not there exactly once. */
export function makeEdit(folder: string, { path, parts }: DocumentedEdit): void {
  const file = join(folder, path);
  let text = readFileSync(file, 'utf8');
  for (const { before, after } of parts) {
    const found = text.split(before).length - 1;
    if (found !== 1) throw new Error(`${path} has this ${found} times:\n${before}`);
    text = text.replace(before, () => after);
  }
  writeFileSync(file, text);
}

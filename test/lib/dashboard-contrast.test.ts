import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const styles = readFileSync(join(import.meta.dirname, '../../src/dashboard/styles.css'), 'utf8');

/** The colours of the design by name: in light and in dark. */
const colors = new Map(
  [...styles.matchAll(/--color-([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

type Theme = 'light' | 'dark';

function luminanceOf(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrastOf(theme: Theme, foreground: string, background: string): number {
  const [one = 0, two = 0] = [foreground, background]
    .map((name) => luminanceOf(colors.get(name)?.[theme] ?? ''))
    .sort((a, b) => b - a);
  return (one + 0.05) / (two + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'hover'];
const texts = [
  ...['ink', 'muted'].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['accent', 'accent-strong', 'danger'].flatMap((text) =>
    ['canvas', 'surface', 'raised'].map((ground) => [text, ground] as const),
  ),
  ['accent', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['muted', 'accent-soft'],
  ['danger', 'danger-soft'],
  ['ink', 'danger-soft'],
  ['warning', 'warning-soft'],
  ['warning', 'surface'],
  ['success', 'success-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-strong'],
] as const;
const controls = [
  ['control', 'surface'],
  ['control', 'canvas'],
  ['control', 'hover'],
  ['accent', 'canvas'],
  ['accent', 'surface'],
] as const;

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each(texts)('text in %s on %s has a contrast of 4.5', (text, ground) => {
    expect(contrastOf(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(controls)('a control in %s on %s has a contrast of 3', (control, ground) => {
    expect(contrastOf(theme, control, ground)).toBeGreaterThanOrEqual(3);
  });
});

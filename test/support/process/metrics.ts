import type { TestServer } from '../server.ts';

type Sample = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** The line without its value. */
  readonly id: string;
};

export type Family = {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly samples: readonly Sample[];
};

const SAMPLE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/gy;

/** Reads what Prometheus reads, by its text format 0.0.4. Throws where it does not follow it. */
function parseExposition(text: string): readonly Family[] {
  const families = new Map<string, { help: string; type: string; samples: Sample[] }>();
  if (text !== '' && !text.endsWith('\n')) throw new Error('The last line has no end.');
  let current = '';
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'HELP') {
      if (families.has(name)) throw new Error(`${name} comes twice.`);
      families.set(name, { help: rest, type: '', samples: [] });
      current = name;
    } else if (kind === 'TYPE') {
      const family = families.get(name);
      if (!family || current !== name || family.type !== '')
        throw new Error(`The type of ${name} is astray.`);
      family.type = rest;
    } else {
      const sample = parseSample(line);
      const family = families.get(current);
      const isOwn =
        sample.name === current || /^_(bucket|sum|count)$/.test(sample.name.slice(current.length));
      if (!family || !isOwn || !sample.name.startsWith(current)) throw new Error(`${line} is astray.`);
      family.samples.push(sample);
    }
  }
  return [...families].map(([name, family]) => ({ name, ...family }));
}

function parseSample(line: string): Sample {
  const [, name, within = '', number = ''] = SAMPLE.exec(line) ?? [];
  if (name === undefined) throw new Error(`${line} is no sample.`);
  const pairs = [...within.matchAll(LABEL)];
  if (pairs.map(([pair]) => pair).join('') !== within) throw new Error(`The labels of ${line} do not parse.`);
  const value = Number(number.replace('Inf', 'Infinity').replace('Nan', 'NaN'));
  if (Number.isNaN(value) && number !== 'Nan') throw new Error(`${line} has no number.`);
  const labels = Object.fromEntries(pairs.map(([, label = '', text = '']) => [label, text]));
  return { name, labels, value, id: line.slice(0, -number.length) };
}

export async function scrape(url: string): Promise<readonly Family[]> {
  const response = await fetch(url);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status} at ${url}: ${text}`);
  return parseExposition(text);
}

/** The sum of the samples that have these labels. 0: there is none. */
export function sampleOf(
  families: readonly Family[],
  name: string,
  labels: Readonly<Record<string, string>>,
): number {
  return families
    .flatMap(({ samples }) => samples)
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

/** Of our own metrics: how many kinds of garbage Node.js has collected is not ours to say. */
export function seriesOf(families: readonly Family[]): readonly string[] {
  return families
    .filter(({ name }) => name.startsWith('bailiwick_'))
    .flatMap(({ samples }) => samples.map(({ id }) => id));
}

/** Where a server of these tests serves its metrics. */
export async function metricsAddressOf(server: TestServer): Promise<string> {
  const { metricsUrl } = await server.listen();
  if (metricsUrl === null) throw new Error('No metrics are served.');
  return metricsUrl;
}

/** Where a process serves its metrics, as its log tells. */
export const metricsUrlOf = ({ stderr }: { readonly stderr: string }): string =>
  /"url":"(\S+\/metrics)"/.exec(stderr)?.[1] ?? '';

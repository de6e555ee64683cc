// What the benchmark's database holds, as functions: the seed writes it, the requests ask for it.
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Nothing in these databases is encrypted, but no server starts on one without a key. */
export const ENCRYPTION_KEY = Buffer.alloc(32, 'bench').toString('base64');

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CREATED_AT = Date.parse('2026-01-01T00:00:00Z');

/** Organizations of the database `bench`: number to project count. The first one is large. */
export const benchPlan = new Map(
  Array.from({ length: 100 }, (_, o) => [o, o === 0 ? 10_000 : o <= 9 ? 910 : 909]),
);

/** Organizations of the database `bench_growth`. */
export const growthPlan = new Map([
  [1, 1_000],
  [2, 10_000],
  [3, 100_000],
]);

const pad = (number, length) => String(number).padStart(length, '0');

export const organizationId = (o) => `org_${pad(o, 16)}`;
export const projectId = (o, i) => `proj_${pad(o, 4)}${pad(i, 12)}`;
export const keyId = (letter, o, i) => `key_${letter}${pad(o, 4)}${pad(i, 11)}`;
export const createdAt = (i) => new Date(CREATED_AT + i * 1000);

/** A secret that anybody can compute: for benchmarks only. */
function secret(prefix, seed) {
  const body = prefix + createHash('md5').update(seed).digest('hex');
  let rest = crc32(body);
  let digits = '';
  for (let place = 0; place < 6; place++) {
    digits = BASE62[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return body + digits;
}

export const organizationSecret = (o) => secret('oak_', organizationId(o));
/** Each project has two keys: `default` (letter d) and `gateway` (letter g). */
export const projectSecret = (letter, o, i) => secret('ak_', letter + projectId(o, i));

/** The cursor of a project in the default order of `Organization.projects`. */
export function projectCursor(o, i) {
  const list = `projects/${organizationId(o)}/CREATED_AT`;
  const [id, value] = [projectId(o, i), createdAt(i).getTime()];
  const check = createHash('md5').update(`${list}|${value}|${id}`).digest('hex').slice(0, 8);
  return `${check}.${id}.${value}`;
}

/** The project with accounts, triggers, sessions, tool calls and deliveries: `rows` of each. */
export const BUSY = { organization: 60, project: 1, rows: 2_000 };

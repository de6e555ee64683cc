import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { tempPathFor } from '../postgres/embedded/atomic-file.ts';
import { errorCode, tolerate } from '../postgres/embedded/errors.ts';
import { BackupError } from './error.ts';

// A back-up is a gzip of lines, which `zcat` shows: a header; for each table a line with its name and columns, its rows as
// COPY writes them, and the line `\.`; the sums; and the SHA-256 of all before it. Decision 023.

const FORMAT_VERSION = 1;
const OWNER_ONLY = 0o600;
/** No line but a row's is longer. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
const END_OF_ROWS = Buffer.from('\\.\n');
const LINE_FEED = 10;

const headerSchema = z.object({
  format: z.literal('bailiwick-backup'),
  version: z.number(),
  release: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).readonly(),
  /** Ids of the encryption keys without which some of the rows cannot be read. */
  keyIds: z.array(z.string()).readonly(),
  /** The key itself, where its owner wanted it in the file. */
  key: z.string().optional(),
  /** Months of usage that have a partition. */
  usageMonths: z.array(z.iso.datetime()).readonly(),
});

const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).readonly() });
const sumsSchema = z.object({
  rows: z.record(z.string(), z.number()),
  sequences: z.record(z.string(), z.tuple([z.string(), z.boolean()])),
});

export type BackupHeader = Omit<z.infer<typeof headerSchema>, 'format' | 'version'>;
export type TableHead = z.infer<typeof tableLine>;
/** How many rows each table has, and where each sequence stands. */
export type BackupSums = z.infer<typeof sumsSchema>;

export type BackupPart =
  | { readonly kind: 'table'; readonly head: TableHead; readonly rows: AsyncIterable<Buffer> }
  | { readonly kind: 'sums'; readonly sums: BackupSums };

export const headerLine = (header: BackupHeader) =>
  lineOf({ format: 'bailiwick-backup', version: FORMAT_VERSION, ...header });

/** What a table is between two of: its line, and the end of its rows. */
export const tableStart = (head: TableHead) => lineOf(head);
export const tableEnd = END_OF_ROWS;
export const sumsLine = (totals: BackupSums) => lineOf(totals);

const lineOf = (value: object) => Buffer.from(`${JSON.stringify(value)}\n`);

/** Writes a back-up that only our user can read. It appears in one step and is on the disk then: whatever goes wrong before,
 *  no file has its name. Refuses one that is there. Gives its size. */
export async function writeBackupFile(file: string, lines: AsyncIterable<Buffer>, signal?: AbortSignal) {
  if (await tolerate(stat(file), 'ENOENT')) {
    throw new BackupError(`${file} exists. Choose another name, or remove it.`);
  }
  const tempPath = tempPathFor(file);
  try {
    const target = createWriteStream(tempPath, { flags: 'wx', mode: OWNER_ONLY, flush: true });
    await pipeline(withChecksum(lines), createGzip(), target, { ...(signal && { signal }) });
    await rename(tempPath, file);
  } catch (error) {
    await rm(tempPath, { force: true });
    throw signal?.aborted ? new BackupError('The back-up was given up.', { cause: error }) : error;
  }
  const folder = await open(dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
  return (await stat(file)).size;
}

async function* withChecksum(lines: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const bytes of lines) {
    hash.update(bytes);
    yield bytes;
  }
  yield lineOf({ sha256: hash.digest('hex') });
}

/** The header of a back-up. Throws BackupError unless the whole of the file is as it was written: nothing has to be begun that
 *  cannot be ended. */
export async function checkBackupFile(file: string): Promise<BackupHeader> {
  return readBackupFile(file, async (header, parts) => {
    for await (const part of parts) if (part.kind === 'table') for await (const _rows of part.rows);
    return header;
  });
}

/** Reads a back-up from its beginning to its end. The rows of a table must be read before the next part is asked for. Throws
 *  BackupError as soon as something in it is not as it was written. */
export async function readBackupFile<Result>(
  file: string,
  read: (header: BackupHeader, parts: AsyncIterable<BackupPart>) => Promise<Result>,
): Promise<Result> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  const piped = pipeline(source, unpacked);
  // Told by the reading as well, and there with what it was about.
  piped.catch(() => {});
  try {
    const scanner = createScanner(unpacked);
    return await read(headerOf(file, await scanner.line()), partsOf(scanner));
  } catch (error) {
    throw describeReadError(file, error);
  } finally {
    unpacked.destroy();
    source.destroy();
  }
}

/** What is no back-up, or none any more, comes to us as an error of zlib, of JSON or of zod. */
function describeReadError(file: string, error: unknown): unknown {
  const isInvalidFile =
    error instanceof SyntaxError || error instanceof z.ZodError || error instanceof InvalidBackup;
  if (!isInvalidFile && !errorCode(error)?.startsWith('Z_')) return error;
  return new BackupError(
    `${file} is no whole back-up: it was cut off or changed, or something else wrote it.`,
    { cause: error },
  );
}

class InvalidBackup extends Error {}

function headerOf(file: string, line: string): BackupHeader {
  const { format: _format, version, ...header } = headerSchema.parse(JSON.parse(line));
  if (version === FORMAT_VERSION) return header;
  throw new BackupError(
    `${file} was written by release ${header.release} in a form that this one does not know.`,
  );
}

async function* partsOf(scanner: Scanner): AsyncGenerator<BackupPart> {
  for (;;) {
    const value: unknown = JSON.parse(await scanner.line());
    const head = tableLine.safeParse(value);
    if (head.success) {
      yield { kind: 'table', head: head.data, rows: scanner.rows() };
      continue;
    }
    const totals = sumsSchema.parse(value);
    const digest = scanner.digest();
    const { sha256 } = z.object({ sha256: z.string() }).parse(JSON.parse(await scanner.line()));
    if (sha256 !== digest || !(await scanner.isAtEnd())) throw new InvalidBackup();
    yield { kind: 'sums', sums: totals };
    return;
  }
}

type Scanner = {
  line(): Promise<string>;
  /** As they came, up to the line that ends them, which goes too. */
  rows(): AsyncGenerator<Buffer>;
  /** SHA-256 of all that was read so far. */
  digest(): string;
  isAtEnd(): Promise<boolean>;
};

function createScanner(chunks: AsyncIterable<Buffer>): Scanner {
  const source = chunks[Symbol.asyncIterator]();
  const hash = createHash('sha256');
  let buffered: Buffer = Buffer.alloc(0);
  const readMore = async () => {
    const { done, value } = await source.next();
    if (!done) buffered = buffered.length === 0 ? value : Buffer.concat([buffered, value]);
    return !done;
  };
  const take = (length: number) => {
    const taken = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    hash.update(taken);
    return taken;
  };
  return {
    line: async () => {
      let end = buffered.indexOf(LINE_FEED);
      for (; end < 0; end = buffered.indexOf(LINE_FEED)) {
        if (buffered.length > LINE_BYTES_MAX || !(await readMore())) throw new InvalidBackup();
      }
      return take(end + 1).toString();
    },
    rows: async function* () {
      while (buffered.length < END_OF_ROWS.length) if (!(await readMore())) throw new InvalidBackup();
      if (buffered.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS)) return void take(END_OF_ROWS.length);
      const end = Buffer.concat([Buffer.of(LINE_FEED), END_OF_ROWS]);
      for (;;) {
        const position = buffered.indexOf(end);
        if (position >= 0) {
          yield take(position + 1);
          return void take(END_OF_ROWS.length);
        }
        // The last bytes may be the beginning of the end.
        if (buffered.length >= end.length) yield take(buffered.length - end.length + 1);
        if (!(await readMore())) throw new InvalidBackup();
      }
    },
    digest: () => hash.copy().digest('hex'),
    isAtEnd: async () => buffered.length === 0 && !(await readMore()),
  };
}

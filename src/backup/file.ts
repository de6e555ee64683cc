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

// A backup is gzipped text, which `zcat` shows: a header line; for each table a line with its name and columns, its
// rows in COPY text format, and the line `\.`; the totals; and the SHA-256 of everything before it. Decision 023.

const FORMAT_VERSION = 1;
const OWNER_ONLY = 0o600;
/** Only lines of rows may be longer. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
const END_OF_ROWS = Buffer.from('\\.\n');
const LINE_FEED = 10;

const headerSchema = z.object({
  format: z.literal('bailiwick-backup'),
  version: z.number(),
  release: z.string(),
  createdAt: z.iso.datetime(),
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).readonly(),
  /** Ids of the encryption keys that are required to read some of the rows. */
  keyIds: z.array(z.string()).readonly(),
  /** The key itself, if the operator included it. */
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
/** Row count of each table, and the state of each sequence. */
export type BackupSums = z.infer<typeof sumsSchema>;

export type BackupPart =
  | { readonly kind: 'table'; readonly head: TableHead; readonly rows: AsyncIterable<Buffer> }
  | { readonly kind: 'sums'; readonly sums: BackupSums };

export const headerLine = (header: BackupHeader) =>
  lineOf({ format: 'bailiwick-backup', version: FORMAT_VERSION, ...header });

/** A table consists of its start line, its rows, and the end marker. */
export const tableStart = (head: TableHead) => lineOf(head);
export const tableEnd = END_OF_ROWS;
export const sumsLine = (totals: BackupSums) => lineOf(totals);

const lineOf = (value: object) => Buffer.from(`${JSON.stringify(value)}\n`);

/** Writes a backup that only the current user can read and returns its size. The file appears atomically and is synced
 *  to disk: after a failure no file exists. Refuses to overwrite a file. */
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
    throw signal?.aborted ? new BackupError('The backup was cancelled.', { cause: error }) : error;
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

/** Verifies a whole backup and returns its header. Throws BackupError unless the file is intact, so that a restore
 *  never starts with a broken file. */
export async function checkBackupFile(file: string): Promise<BackupHeader> {
  return readBackupFile(file, async (header, parts) => {
    for await (const part of parts) if (part.kind === 'table') for await (const _rows of part.rows);
    return header;
  });
}

/** Reads a backup sequentially. The rows of a table must be consumed before the next part is requested. Throws
 *  BackupError as soon as something is invalid. */
export async function readBackupFile<Result>(
  file: string,
  read: (header: BackupHeader, parts: AsyncIterable<BackupPart>) => Promise<Result>,
): Promise<Result> {
  const source = createReadStream(file);
  const unpacked = createGunzip();
  const piped = pipeline(source, unpacked);
  // Also reported by the reader, with the context.
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

/** Describes a read error. An invalid file surfaces as an error of zlib, JSON or zod. */
function describeReadError(file: string, error: unknown): unknown {
  const isInvalidFile =
    error instanceof SyntaxError || error instanceof z.ZodError || error instanceof InvalidBackup;
  if (!isInvalidFile && !errorCode(error)?.startsWith('Z_')) return error;
  return new BackupError(
    `${file} is not a valid backup: truncated, modified, or written by another program.`,
    { cause: error },
  );
}

class InvalidBackup extends Error {}

function headerOf(file: string, line: string): BackupHeader {
  const { format: _format, version, ...header } = headerSchema.parse(JSON.parse(line));
  if (version === FORMAT_VERSION) return header;
  throw new BackupError(
    `${file} was written by release ${header.release} in a format that this release does not support.`,
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
  /** The raw rows, up to and including the end marker. */
  rows(): AsyncGenerator<Buffer>;
  /** SHA-256 of everything read so far. */
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
  const consume = (length: number) => {
    const consumed = buffered.subarray(0, length);
    buffered = buffered.subarray(length);
    hash.update(consumed);
    return consumed;
  };
  return {
    line: async () => {
      let end = buffered.indexOf(LINE_FEED);
      for (; end < 0; end = buffered.indexOf(LINE_FEED)) {
        if (buffered.length > LINE_BYTES_MAX || !(await readMore())) throw new InvalidBackup();
      }
      return consume(end + 1).toString();
    },
    rows: async function* () {
      while (buffered.length < END_OF_ROWS.length) if (!(await readMore())) throw new InvalidBackup();
      if (buffered.subarray(0, END_OF_ROWS.length).equals(END_OF_ROWS))
        return void consume(END_OF_ROWS.length);
      const end = Buffer.concat([Buffer.of(LINE_FEED), END_OF_ROWS]);
      for (;;) {
        const position = buffered.indexOf(end);
        if (position >= 0) {
          yield consume(position + 1);
          return void consume(END_OF_ROWS.length);
        }
        // The last bytes may be the start of the end marker.
        if (buffered.length >= end.length) yield consume(buffered.length - end.length + 1);
        if (!(await readMore())) throw new InvalidBackup();
      }
    },
    digest: () => hash.copy().digest('hex'),
    isAtEnd: async () => buffered.length === 0 && !(await readMore()),
  };
}

import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { errorCode } from '../db/error-code.ts';
import { AppError } from '../errors.ts';

/** What stands in the way of a file, and what mends it. */
const MENDS: Readonly<Record<string, string>> = {
  ENOENT: 'Give a folder that is there.',
  ENOTDIR: 'Give a folder that is there.',
  EACCES: 'Give a folder that this account may write to.',
  EPERM: 'Give a folder that this account may write to.',
  EROFS: 'Give a folder that this account may write to.',
  EISDIR: 'Give a file, not a folder.',
  ENOSPC: 'Make room on the disk.',
  EDQUOT: 'Make room on the disk.',
};

/**
 * Writes a file, in place of what was there, that is either whole or not there: until its end it is called `<file>.part`, which
 * is removed where anything goes wrong.
 *
 * @throws {AppError} `invalid`, with the mend, where the file cannot be written; whatever `pieces` throws
 */
export async function writeWholeFile(file: string, pieces: AsyncIterable<string>): Promise<void> {
  const part = `${file}.part`;
  const handle = await explained(file, () => openPart(file, part));
  try {
    await explained(file, async () => {
      await pipeline(pieces, handle.createWriteStream());
      await rename(part, file);
    });
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function openPart(file: string, part: string): Promise<FileHandle> {
  const there = await stat(file).catch(() => null);
  // A folder, and a device or a pipe, which the renaming would replace.
  if (there !== null && !there.isFile()) {
    throw new AppError('invalid', `${file} cannot be written: it is no file. Give a file.`);
  }
  return open(part, 'w');
}

async function explained<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = String(errorCode(error));
    const mend = MENDS[code];
    if (mend === undefined) throw error;
    throw new AppError('invalid', `${file} cannot be written (${code}). ${mend}`, { cause: error });
  }
}

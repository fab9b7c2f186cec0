import { readFile } from 'node:fs/promises';
import type { Problem } from './problem.ts';

/** The text of a file, or why it cannot be read as text. `text` is null when there is no such file. */
export interface TextFile {
  readonly bytes: Buffer;
  readonly text: string | null;
  readonly problems: readonly Problem[];
}

/**
 * Reads a file as UTF-8 in the composed form (NFC) with `\n` line ends; a byte order mark and Windows line ends are
 * taken off. Anything that is not text is a problem that names the line.
 *
 * @param file the name that problems give it
 */
export async function readText(path: string, file: string): Promise<TextFile> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if (isMissing(error)) return { bytes: Buffer.alloc(0), text: null, problems: [] };
    throw error;
  }
  const fail = (line: number | null, message: string): TextFile => ({
    bytes,
    text: null,
    problems: [{ file, line, message }],
  });
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    return fail(null, 'is UTF-16; save the file as UTF-8');
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) return fail(lineAt(bytes, zero), 'holds a zero byte; save the file as UTF-8 text');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { bytes, text: text.normalize('NFC').replace(/\r\n?/g, '\n'), problems: [] };
  } catch {
    return fail(firstBadLine(bytes), 'is not UTF-8; save the file as UTF-8 (in a spreadsheet: "CSV UTF-8")');
  }
}

function isMissing(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}

function lineAt(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).toString('latin1').split('\n').length;
}

/** No character of UTF-8 spans a line end, so each line can be decoded alone. */
function firstBadLine(bytes: Buffer): number | null {
  let start = 0;
  for (let line = 1; start <= bytes.length; line += 1) {
    const next = bytes.indexOf(0x0a, start);
    const end = next < 0 ? bytes.length : next;
    if (bytes.subarray(start, end).toString('utf8').includes('�')) return line;
    start = end + 1;
  }
  return null;
}

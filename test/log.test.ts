import { describe, expect, it } from '@jest/globals';
import { AppError } from '../src/errors.ts';
import { createLog, describeError, maskNumbers } from '../src/log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('info', { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it.each(['phone', 'phoneNumber', 'text', 'from', 'to', 'name', 'input', 'transcript', 'authorization'])(
    'never shows %s, at the top or inside',
    (key) => {
      const line = logged((log) =>
        log.info({ [key]: 'canary-1', inside: { [key]: 'canary-2', deep: { [key]: 'canary-3' } } }, 'x'),
      );
      expect(line).not.toMatch(/canary/);
    },
  );

  it('masks numbers that a library put into an error, and into its cause', () => {
    const cause = new Error('could not reach +254 712 345 678');
    const line = logged((log) =>
      log.error({ err: new AppError('internal', 'Failed for 254712345678.', { cause }) }, 'x'),
    );
    expect(line).not.toMatch(/712 ?345/);
    expect(line).toContain('[number]');
  });

  it('says what was thrown even when it is no error', () => {
    expect(describeError('words of a citizen')).toEqual({ type: 'string' });
  });
});

describe('maskNumbers', () => {
  it.each([
    ['call +254712345678 now', 'call [number] now'],
    ['call 0712 345 678', 'call [number]'],
    ['error 500 at line 42', 'error 500 at line 42'],
    ['in 2026', 'in 2026'],
  ])('%j', (text, expected) => {
    expect(maskNumbers(text)).toBe(expected);
  });
});

import { describe, expect, it } from '@jest/globals';
import { AppError } from '../src/errors.ts';
import { explainStartFailure } from '../src/explain-start-failure.ts';

describe('explainStartFailure', () => {
  it.each([
    ['ECONNREFUSED', 'PostgreSQL does not answer.'],
    ['28P01', 'the user or the password'],
    ['3D000', 'no such database'],
    ['EACCES', 'Set DATA_DIR'],
    ['ERR_PARSE_ARGS_UNKNOWN_OPTION', 'npm start -- --help'],
  ])('%s: says what to do', (code, expected) => {
    const said = explainStartFailure(Object.assign(new Error('as the library says it'), { code }));
    expect(said).toContain(expected);
    expect(said).not.toMatch(/^\s+at /m);
  });

  it('says an expected failure in its own words, and shows the whole of one we do not know', () => {
    expect(explainStartFailure(new AppError('unavailable', 'Port 1 cannot be opened.'))).toBe(
      'Port 1 cannot be opened.',
    );
    expect(explainStartFailure(new Error('what'))).toMatch(/^\s+at /m);
    expect(explainStartFailure('what')).toBe('what');
  });
});

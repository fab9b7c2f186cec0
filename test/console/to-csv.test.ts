import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { toCsv } from '../../src/console/parts/to-csv.ts';

const FORMULA = /^[=+\-@\t\r]/;

describe('a file for spreadsheets', () => {
  it('has no cell that one would calculate, and every cell as it was otherwise', () => {
    const risky = fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '', '"', ',', '\n'), fc.string())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.array(risky, { minLength: 20, maxLength: 20 }), { minLength: 1, maxLength: 10 }),
        (lines) => {
          const read: string[][] = parse(toCsv(lines), { bom: true, record_delimiter: '\r\n' });
          expect(read.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
          expect(read).toEqual(lines.map((cells) => cells.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))));
        },
      ),
      { numRuns: 500 },
    );
  });
});

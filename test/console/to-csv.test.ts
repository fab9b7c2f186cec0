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
          // Of a spreadsheet every line end is one.
          const read: string[][] = parse(toCsv(lines), { bom: true, record_delimiter: ['\r\n', '\n', '\r'] });
          expect(read.flat().filter((cell) => FORMULA.test(cell))).toEqual([]);
          const plain = (all: string[][]) => all.map((cells) => cells.map((cell) => cell.replaceAll("'", '')));
          expect(plain(read)).toEqual(plain(lines));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('leaves what is no formula as it was', () => {
    expect(toCsv([['A well; dry since Monday', "it's 2 - 1", 'a\nb']])).toBe(
      '\ufeffA well; dry since Monday,it\'s 2 - 1,"a\nb"\r\n',
    );
  });

  it.each([
    'No water;=HYPERLINK("https://evil.example")',
    'No water; +1',
    'No water;"=1+1',
    'No water\t@SUM(1)',
    'No water\n=1+1',
  ])('has none either where semicolons part the cells and quotes hold nothing together: %j', (text) => {
    const parts = toCsv([['4821 7739', text]]).split(/[;\t\r\n]/);
    expect(parts.map((part) => part.replace(/^[" ]+/, '')).filter((part) => FORMULA.test(part))).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { render } from 'preact-render-to-string';
import { toCsv } from '../../src/console/parts/to-csv.ts';
import { NOTHING } from '../../src/monitor/figures/figure.ts';
import { FEWEST_ANSWERS, type OfficeFigure, rankOffices } from '../../src/monitor/figures/rank-offices.ts';
import { linesOfTable, plainCell, scaleOf } from '../../src/monitor/parts/figure-table.ts';
import { SHADES, shadeOf } from '../../src/monitor/parts/heat.ts';
import { LineChart } from '../../src/monitor/parts/line-chart.tsx';
import { svgFile } from '../../src/monitor/parts/svg-file.tsx';
import { BarPicture } from '../../src/monitor/parts/table-pictures.tsx';
import {
  addMonths,
  lastMonthOf,
  monthsBetween,
  monthsOf,
  periodBefore,
  periodOf,
  readMonth,
} from '../../src/monitor/scope/period.ts';

describe('months', () => {
  it.each([
    ['2026-03', '2026-03-01'],
    ['2026-3', '2026-03-01'],
    ['2026/12', '2026-12-01'],
    ['03.2026', '2026-03-01'],
    ['3 2026', '2026-03-01'],
    ['2026-00', null],
    ['2026-13', null],
    ['1999-12', null],
    ['2026', null],
    ['26-03', null],
    ['2026-03-04', null],
    ['', null],
    ['next month', null],
  ])('%s is read as %s', (typed, month) => expect(readMonth(typed)).toBe(month));

  it.each([
    ['2026-01-01', -1, '2025-12-01'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2026-06-01', -30, '2023-12-01'],
    ['2026-06-01', 0, '2026-06-01'],
  ])('%s and %i months is %s', (month, count, other) => expect(addMonths(month, count)).toBe(other));

  it('count forth and back to where they were, and a period is as long as the one before it', () => {
    const month = fc.tuple(fc.integer({ min: 2000, max: 2100 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(month, fc.integer({ min: 1, max: 90 }), ([year, number], count) => {
        const first = `${year}-${String(number).padStart(2, '0')}-01`;
        const period = periodOf(first, addMonths(first, count - 1));
        expect(addMonths(addMonths(first, count), -count)).toBe(first);
        expect(period.months).toBe(count);
        expect(monthsOf(period)).toHaveLength(count);
        expect(monthsOf(period).at(-1)).toBe(lastMonthOf(period));
        const before = periodBefore(period);
        expect([before.to, before.months]).toEqual([first, count]);
        expect(monthsBetween(before.from, period.to)).toBe(2 * count);
      }),
    );
  });
});

describe('the league', () => {
  const office = (
    name: string,
    given: Partial<OfficeFigure['figure']>,
    range: [number, number] | null,
  ): OfficeFigure => ({
    officeId: name,
    name,
    figure: { ...NOTHING, ...given },
    answer: range === null ? null : { value: (range[0] + range[1]) / 2, range },
  });

  it('is not won by one quick case, nor by answering only what is easy', () => {
    const { ranked, unranked } = rankOffices([
      office('slow', { received: 200, answered: 190 }, [7, 8]),
      office('lucky', { received: 1, answered: 1 }, [0.1, 0.2]),
      office('few', { received: FEWEST_ANSWERS, answered: FEWEST_ANSWERS - 1 }, [0.1, 0.2]),
      office('picky', { received: 100, answered: 49 }, [0.1, 0.2]),
      office('just', { received: FEWEST_ANSWERS, answered: FEWEST_ANSWERS }, [0.1, 9]),
      office('good', { received: 200, answered: 190 }, [2, 3]),
      office('none', { received: 3, answered: 0 }, null),
    ]);
    expect(ranked.map(({ name }) => name)).toEqual(['good', 'slow', 'just']);
    expect(unranked.map(({ name, why }) => [name, why])).toEqual([
      ['few', 'tooFew'],
      ['lucky', 'tooFew'],
      ['none', 'tooFew'],
      ['picky', 'halfOpen'],
    ]);
  });
});

describe('tables and their pictures', () => {
  const table = {
    name: 'offices',
    title: 'By <office>',
    head: 'Office',
    columns: [{ text: 'Days' }, { text: 'Between', csv: ['low', 'high'] }, { text: 'Why', isText: true }],
    rows: [
      {
        name: '=HYPERLINK("http://evil")',
        bar: { value: 2, range: [1, 900] as const },
        cells: [{ text: '2,0', csv: ['2.0'] }, { text: '1,0 – 900', csv: ['1.0', '900.0'] }, plainCell('+1;@x')],
      },
      {
        name: 'Zyra & <b>',
        bar: null,
        cells: [{ text: 'none', csv: [''] }, { text: 'none', csv: ['', ''] }, plainCell('')],
      },
    ],
    bars: scaleOf([{ value: 2, range: [1, 900] }, null], 5),
  };

  it('file the same rows, and nothing in them is calculated', () => {
    expect(linesOfTable(table)).toEqual([
      ['Office', 'Days', 'low', 'high', 'Why'],
      ['=HYPERLINK("http://evil")', '2.0', '1.0', '900.0', '+1;@x'],
      ['Zyra & <b>', '', '', '', ''],
    ]);
    expect(toCsv(linesOfTable(table))).toContain(`"'=HYPERLINK(""http://evil"")",2.0,1.0,900.0,'+1;'@x`);
  });

  it('draw them as one well-formed picture in which every bar stays inside', () => {
    const drawn = svgFile(<BarPicture table={table} />, 'Mombasa & Kilifi');
    expect(drawn).toContain('<title id="picture-title">By &lt;office></title>');
    expect(drawn).toContain('Zyra &amp; &lt;b>');
    expect(drawn).toContain('>Mombasa &amp; Kilifi</text>');
    expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
    for (const [, x = ''] of drawn.matchAll(/<rect x="1" y="4" width="([\d.]+)"/g))
      expect(Number(x)).toBeLessThanOrEqual(220);
  });

  it('have a scale that one wild interval does not flatten', () => {
    expect(scaleOf([{ value: 2, range: [1, 900] }], null).max).toBe(4);
    expect(scaleOf([{ value: 2, range: null }], 5).max).toBe(5);
    expect(scaleOf([null], null).max).toBe(1);
  });

  it.each([
    [0, 10, 0],
    [1, 10, 1],
    [10, 10, SHADES],
    [5, 10, 2],
    [0, 0, 0],
  ])('%i of at most %i has the shade %i', (value, max, shade) => expect(shadeOf(value, max)).toBe(shade));
});

describe('a picture of a table', () => {
  it('has room for every heading, and no bar where there is nothing', () => {
    const columns = ['Share', 'Reports confirmed there, of all', 'Of', 'Held back (STOP) by whoever it is'].map(
      (text) => ({
        text,
      }),
    );
    const rows = [0, 3].map((value) => ({
      name: `Row ${value}`,
      bar: { value, range: null },
      cells: columns.map(() => plainCell(String(value))),
    }));
    const table = {
      name: 'x',
      title: 'T',
      head: 'H',
      columns,
      rows,
      bars: scaleOf(
        rows.map(({ bar }) => bar),
        null,
      ),
    };
    const drawn = render(<BarPicture table={table} />);
    const ends = columns.map(({ text }) => {
      const [, x] = new RegExp(`x="([\\d.]+)"[^>]*>${text.replace(/[()]/g, '\\$&')}</text>`).exec(drawn) ?? [];
      return { end: Number(x), width: text.length * 8 };
    });
    for (const [index, { end, width }] of ends.entries()) {
      expect(end - width).toBeGreaterThan(ends[index - 1]?.end ?? 320 + 220);
    }
    const [, wide] = /viewBox="0 0 (\d+)/.exec(drawn) ?? [];
    expect(Number(wide)).toBeGreaterThan(ends.at(-1)?.end ?? 0);
    expect(drawn.match(/<rect/g)).toHaveLength(1);
  });
});

describe('a line chart', () => {
  const months = ['Jan 2026', 'Feb 2026', 'Mar 2026', 'Apr 2026'];
  const draw = (values: readonly (number | null)[], promise: { value: number; text: string } | null = null) =>
    render(
      <LineChart
        language="en"
        name="x"
        title="T"
        description="D"
        months={months}
        lines={[
          { name: 'One', values },
          { name: 'Two', values: values.map((value) => (value === null ? null : value * 2)) },
        ]}
        promise={promise}
      />,
    );

  it('has a gap where there is nothing, and a point where a month stands alone', () => {
    const drawn = draw([1, null, 3, 4]);
    expect(drawn.match(/<circle/g)).toHaveLength(2);
    for (const [, path = ''] of drawn.matchAll(/<path d="(M[\d.]+,[^"]*)"/g)) expect(path.match(/M/g)).toHaveLength(2);
  });

  it('draws the promise and says what it is', () => {
    const drawn = draw([1, 2, 3, 4], { value: 5, text: 'promise 5 days' });
    expect(drawn).toContain('>promise 5 days</text>');
    expect(drawn).toContain('stroke-dasharray="2 3"');
  });

  it.each([
    ['apart', [3, 3, 3, 3], [9, 9, 9, 9]],
    ['crossing, the first one ending higher', [1, 9, 9, 8], [9, 1, 1, 2]],
    ['crossing, the second one ending higher', [9, 9, 9, 1], [1, 1, 1, 3]],
  ])('names its lines in the order in which they end: %s', (_how, one, two) => {
    const lines = [
      { name: 'One', values: one },
      { name: 'Two', values: two },
    ];
    const drawn = render(
      <LineChart language="en" name="x" title="T" description="D" months={months} lines={lines} promise={null} />,
    );
    const heightOf = (name: string) => Number(new RegExp(`y="([\\d.]+)"[^>]*>${name}</text>`).exec(drawn)?.[1]);
    const isOneHigher = (one.at(-1) ?? 0) > (two.at(-1) ?? 0);
    expect(heightOf('One') < heightOf('Two')).toBe(isOneHigher);
  });

  it.each([
    ['en', [0.5, 0.7, 0.9, 1], '0.5', '1.5'],
    ['sq', [0.5, 0.7, 0.9, 1], '0,5', '1,5'],
    ['sr', [3_000, 2_500, 3_600, 3_100], '2.000', '8.000'],
    ['bn', [30_000, 25_000, 36_000, 31_000], '20,000', '80,000'],
  ] as const)('writes the figures at its edge as in %s, and leaves room for them', (language, values, one, other) => {
    const drawn = render(
      <LineChart
        language={language}
        name="x"
        title="T"
        description="D"
        months={months}
        lines={[
          { name: 'One', values },
          { name: 'Two', values: values.map((value) => value * 2) },
        ]}
        promise={null}
      />,
    );
    const ticks = [...drawn.matchAll(/<text x="([\d.]+)" y="[\d.]+" text-anchor="end">([\d.,]+)<\/text>/g)];
    expect(ticks.map(([, , text]) => text)).toEqual(expect.arrayContaining([one, other]));
    // A figure of these letters is 8 wide at most.
    for (const [, x, text = ''] of ticks) expect(Number(x) - text.length * 8).toBeGreaterThanOrEqual(0);
    for (const [, x] of drawn.matchAll(/d="M([\d.]+) [\d.]+H426"/g)) expect(Number(x)).toBe(Number(ticks[0]?.[1]) + 8);
  });

  it('is whole for any figures, all inside its frame', () => {
    const value = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 4 }), (values) => {
        const drawn = draw(values);
        expect(drawn).not.toMatch(/NaN|Infinity|undefined/);
        for (const [, y = ''] of drawn.matchAll(/ y="([^"]+)"/g)) {
          expect(Number(y)).toBeGreaterThan(0);
          expect(Number(y)).toBeLessThanOrEqual(250);
        }
      }),
      { numRuns: 50 },
    );
  });
});

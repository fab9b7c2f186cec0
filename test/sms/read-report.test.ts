import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ReportDraft } from '../../src/sms/conversation.ts';
import { readReport } from '../../src/sms/read-report.ts';
import { type Name, readShipped } from './shipped-programmes.ts';

let shipped: Awaited<ReturnType<typeof readShipped>>;
beforeAll(async () => {
  shipped = await readShipped();
});

const LIKONI = 'KE.001.005.0024';
const MTONGWE = 'KE.001.005.0021';

type Row = [text: string, draft: Omit<ReportDraft, 'text'>, isBare?: boolean];

/** Rows with the words she wrote kept, unless they are nothing but names. */
function check(name: Name, rows: readonly Row[]): void {
  it.each(rows)('%s', (text, draft, isBare = false) => {
    expect(readReport(shipped(name), text)).toEqual(isBare ? draft : { ...draft, text });
  });
}

describe('English and Swahili', () => {
  check('kenya-coast', [
    ['water Likoni no water since Monday', { category: 'WATER.DRY', places: [LIKONI] }],
    ['Water, Likoni: no water since Monday!', { category: 'WATER.DRY', places: [LIKONI] }],
    ['no water at Mtongwe since Monday', { category: 'WATER.DRY', places: [MTONGWE] }],
    ['Mtongwe water is brown', { category: 'WATER', places: [MTONGWE] }],
    ['No water Mtongwe', { category: 'WATER.DRY', places: [MTONGWE] }],
    ['water Mtongwe', { category: 'WATER', places: [MTONGWE] }, true],
    ['water in Mtongwe', { category: 'WATER', places: [MTONGWE] }],
    ['potholes in Bofu', { category: 'ROADS', places: ['KE.001.005.0023'] }],
    ['bribe Mtongwe', { category: 'INTEG.BRIBE', places: [MTONGWE] }],
    ['corruption Mtongwe', { category: 'INTEG', places: [MTONGWE] }, true],
    ['yes', {}, true],
    ['hello', {}, true],
    ['asante sana', {}, true],
    ['STATUS', {}, true],
    ['maji hayatoki Mtongwe tangu juzi', { category: 'WATER.DRY', places: [MTONGWE] }],
    ['hakuna maji wadi ya Mtongwe', { category: 'WATER.DRY', places: [MTONGWE] }],
    ['water Mtongwe, Likoni, Mombasa all dry', { category: 'WATER', places: [MTONGWE] }],
    ['water Likoni, Likoni all dry', { category: 'WATER', places: [LIKONI] }],
    ['water Kilifi county all dry', { category: 'WATER', places: ['KE.003'] }],
    ['water Likoni constituency all dry', { category: 'WATER', places: ['KE.001.005'] }],
    ["garbage ziwa la ng'ombe not taken", { category: 'WASTE', places: ['KE.001.004.0017'] }],
    ['barabara mbovu', { category: 'ROADS' }],
    ['school fees not paid out', { category: 'EDU.BURSARY' }],
    ['Mtongwe', { places: [MTONGWE] }, true],
    ['water', { category: 'WATER' }, true],
    // Two places are asked about, and so are two of one name.
    ['water tanker goes from Tudor to Mtongwe only', { category: 'WATER', places: ['KE.001.006.0027', MTONGWE] }],
    ['water Shella dry', { category: 'WATER', places: ['KE.003.016.0079', 'KE.005.022.0104'] }],
    // At the market, and not the ward of that name.
    ['taka sokoni kuu', { category: 'WASTE' }],
    // What stands further in is not what it is about.
    ['the tap at the school in Likoni is dry, no water', { places: [LIKONI] }],
    ['my husband beats me at the market in Likoni', { places: [LIKONI] }],
    // A word of a sealed category: she is asked.
    ['market man raped a girl in Likoni', { places: [LIKONI] }],
    ['road built for a bribe', {}],
    ['hospital asked for hongo', {}],
    ['bribe at the licence desk in Likoni', { category: 'INTEG.BRIBE', places: [LIKONI] }],
    ['ab', {}, true],
    ['', {}, true],
  ]);
});

describe('Bangla', () => {
  check('khulna', [
    ['নলকূপ নষ্ট, বটিয়াঘাটা, তিন সপ্তাহ', { category: 'WATER.TUBEWELL', places: ['BD.40.47.12.35'] }],
    // য় as one code point, and the other spelling of the place.
    ['পানি নাই ২৪ নং ওয়ার্ড', { category: 'WATER', places: ['BD.40.47.KCC.24'] }],
    ['পানি নাই ওয়ার্ড 7', { category: 'WATER', places: ['BD.40.47.KCC.07'] }],
    ['pani nai Ward No 24', { category: 'WATER', places: ['BD.40.47.KCC.24'] }],
    ['nolkup nosto Vandarkot', { category: 'WATER.TUBEWELL', places: ['BD.40.47.12.47'] }],
    ['ভাতা পাই না জলমা', { category: 'SSN', places: ['BD.40.47.12.71'] }],
    ['রাস্তায় পানি জমে ওয়ার্ড ২৪', { places: ['BD.40.47.KCC.24'] }],
    ['১৮ নং ওয়ার্ডে পানি আসে না', { category: 'WATER', places: ['BD.40.47.KCC.18'] }],
    ['পানি আসে না ১৮ নম্বর ওয়ার্ডে', { category: 'WATER', places: ['BD.40.47.KCC.18'] }],
    ['নলকূপ নষ্ট জলমায়', { category: 'WATER.TUBEWELL', places: ['BD.40.47.12.71'] }],
    ['ভাতা দিতে ঘুষ চায় জলমা', { places: ['BD.40.47.12.71'] }],
    ['ডাক্তার ধর্ষণের চেষ্টা করেছে', {}],
  ]);
});

describe('Albanian and Serbian', () => {
  check('kosovo', [
    ['Ndihma sociale nuk ka ardhur, Prizren', { category: 'SAS', places: ['XK.04.28'] }],
    ['pagesa vonohet ne gjakove', { category: 'SAS.PAY', places: ['XK.07.05'] }],
    ['Priština socijalna pomoć kasni', { category: 'SAS', places: ['XK.01.27'] }],
    // Places and categories in another case than their names have.
    ['socijalna pomoc kasni u Prizrenu', { category: 'SAS', places: ['XK.04.28'] }],
    ['korupcija u Gracanici', { category: 'INTEG', places: ['XK.01.08'] }],
    ['korupciju u Gračanici', { category: 'INTEG', places: ['XK.01.08'] }],
    ['нема помоћи у Приштини', { places: ['XK.01.27'] }],
    ['mungon mjeku ne komunen e Prizrenit', { places: ['XK.04.28'] }],
    ['korrupsion në Prizren', { category: 'INTEG', places: ['XK.04.28'] }],
    ['stara škola u Prizrenu', { places: ['XK.04.28'] }],
    ['Severna Mitrovica vrtić zatvoren', { category: 'EDU', places: ['XK.02.21'] }],
    ['школа Приштина', { places: ['XK.01.27'] }],
    ['mjeku kërkon ryshfet në Prizren', { places: ['XK.04.28'] }],
  ]);
});

describe('anything', () => {
  it('is read without fear, and never loses a word', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        const draft = readReport(shipped('khulna'), text);
        expect(draft.text === undefined || draft.text === text).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('of 10,000 characters is read in no time', () => {
    const text = 'maji Likoni soko '.repeat(600);
    const start = performance.now();
    readReport(shipped('kenya-coast'), text);
    expect(performance.now() - start).toBeLessThan(200);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { countSegments, cutToUnits, foldForAir, measure, screenBudget, toDigits } from '../src/encoding.ts';

const GSM = Array.from('@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà^{}\\[~]|€');
const gsmText = (max: number) =>
  fc.array(fc.constantFrom(...GSM), { maxLength: max }).map((characters) => characters.join(''));
/** Texts as they come: Latin, Bangla with its vowel signs, emoji of several code points, extension characters. */
const anyText = (max: number) =>
  fc
    .array(fc.constantFrom(...GSM, 'ë', 'š', 'ক', 'ি', '্', 'ষ', '৳', '😀', '👩‍🌾', '\ud800'), { maxLength: max })
    .map((characters) => characters.join(''));

describe('measure', () => {
  it.each([
    ['', 'gsm7', 0],
    ['Karibu', 'gsm7', 6],
    ["ng'ombe", 'gsm7', 7],
    ['€5 [a]', 'gsm7', 9],
    ['^{}\\[~]|€', 'gsm7', 18],
    ['Ç', 'gsm7', 1],
    ['ç', 'ucs2', 1],
    ['Gjakovë', 'ucs2', 7],
    ['ward ১২', 'ucs2', 7],
    ['ওয়ার্ড', 'ucs2', 7],
    ['€ and ক', 'ucs2', 7],
    ['ok 😀', 'ucs2', 5],
    ['it’s', 'ucs2', 4],
    ['`', 'ucs2', 1],
  ])('%j is %s, %i units', (text, encoding, units) => {
    expect(measure(text)).toEqual({ encoding, units });
  });

  it('has all 127 characters of the alphabet and all 10 of the extension table, and no others', () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).map(measure);
    const count = (units: number) => all.filter((m) => m.encoding === 'gsm7' && m.units === units).length;
    expect([count(1), count(2)]).toEqual([127, 10]);
  });
});

describe('countSegments', () => {
  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 2],
    // 306 septets are two parts, but not when one of them would have to end inside the €.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
    ['ক'.repeat(70), 1],
    ['ক'.repeat(71), 2],
    ['ক'.repeat(134), 2],
    ['ক'.repeat(135), 3],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(66), 2],
    ['😀'.repeat(67), 3],
  ])('case %#', (text, segments) => {
    expect(countSegments(text)).toBe(segments);
  });

  it('agrees with sms-segments-calculator on GSM-7', () => {
    fc.assert(
      fc.property(gsmText(500), (text) => {
        expect(countSegments(text)).toBe(new SegmentedMessage(text).segmentsCount);
      }),
      { numRuns: 60 },
    );
  });

  it('agrees with sms-segments-calculator on UCS-2, where no characters join into one', () => {
    const letters = fc.array(fc.constantFrom('ক', 'খ', 'a', '€', 'ë', '😀'), { maxLength: 220 });
    fc.assert(
      fc.property(letters, (characters) => {
        const text = characters.join('');
        expect(countSegments(text)).toBe(new SegmentedMessage(text).segmentsCount);
      }),
      { numRuns: 60 },
    );
  });
});

describe('foldForAir', () => {
  it('sends Bangla letters with a dot below as one unit each', () => {
    const letters = '\u09df\u09dc\u09dd';
    expect(letters.normalize('NFC')).toHaveLength(6);
    expect(foldForAir(letters)).toBe(letters);
    expect(foldForAir(letters.normalize('NFC'))).toBe(letters);
  });

  it.each([
    ['Gjakovë', 'Gjakove'],
    ['Gjakove\u0308', 'Gjakove'],
    ['Graçanicë, Çabër', 'Gracanice, Caber'],
    ['Đakovica, đak, ĐAKOVICA', 'Djakovica, djak, DJAKOVICA'],
    ['Šta je čuo ćuk u žitu? ŠČĆŽ', 'Sta je cuo cuk u zitu? SCCZ'],
    ['‘it’s “here” – now…\u00a0ok', '\'it\'s "here" - now... ok'],
    ['a\tb\r\nc\rd', 'a b\nc\nd'],
    ['zero\u200bwidth\ufeff soft\u00adhyphen\u0000', 'zerowidth softhyphen'],
    ['Mamuşa, Viçitirin, Łódź', 'Mamusa, Vicitirin, Lodz'],
    ['à la carte, Ñ, Ω, 5 € `x`', "à la carte, Ñ, Ω, 5 € 'x'"],
    ['plain text', 'plain text'],
    ['', ''],
  ])('%j becomes %j', (text, folded) => {
    expect(foldForAir(text)).toBe(folded);
    expect(measure(folded).encoding).toBe('gsm7');
  });

  it.each(['আপনার অভিযোগ “পেয়েছি” – ধন্যবাদ', 'Gjakovë – 😀', 'Приштина'])(
    'leaves %j alone, because it stays outside GSM-7 whatever is folded',
    (text) => {
      expect(foldForAir(text).normalize('NFC')).toBe(text.normalize('NFC'));
    },
  );

  it('folds nothing twice, and makes no ordinary text dearer', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(60), fc.string({ unit: 'binary', maxLength: 40 })), (text) => {
        const folded = foldForAir(text);
        expect(foldForAir(folded)).toBe(folded);
        expect(countSegments(folded)).toBeLessThanOrEqual(countSegments(text.normalize('NFC')));
      }),
    );
  });
});

describe('cutToUnits', () => {
  it.each([
    ['short', 10, 'short'],
    ['exactly ten', 11, 'exactly ten'],
    ['exactly ten', 10, 'exactly...'],
    ['one two three', 7, 'one...'],
    ['€€€€', 7, '€€...'],
    ['কিকিকি', 5, 'কি...'],
    ['কিকিকি', 4, '...'],
    ['👩‍🌾👩‍🌾', 8, '👩‍🌾...'],
    ['👩‍🌾👩‍🌾', 7, '...'],
    ['abcdef', 2, 'ab'],
    ['abcdef', 0, ''],
  ])('%j to %i units is %j', (text, maxUnits, cut) => {
    expect(cutToUnits(text, maxUnits)).toBe(cut);
  });

  it('never measures more than asked, cuts only from the end, and tears no character', () => {
    fc.assert(
      fc.property(anyText(80), fc.integer({ min: 0, max: 90 }), (text, maxUnits) => {
        const cut = cutToUnits(text, maxUnits);
        expect(measure(cut).units).toBeLessThanOrEqual(maxUnits);
        if (cut === text) return;
        const kept = maxUnits < 3 ? cut : cut.slice(0, -3);
        expect(text.startsWith(kept)).toBe(true);
        expect(kept.codePointAt(kept.length - 2) ?? 0).not.toBe(0x200d);
        expect(/[ি্]/.test(text.charAt(kept.length)) && /[ক-হ]$/.test(kept)).toBe(false);
      }),
    );
  });
});

describe('screenBudget', () => {
  it.each([
    ['a'.repeat(156), { limit: 160, used: 160, fits: true }],
    ['a'.repeat(157), { limit: 160, used: 161, fits: false }],
    ['€'.repeat(78), { limit: 160, used: 160, fits: true }],
    ['ক'.repeat(66), { limit: 70, used: 70, fits: true }],
    ['ক'.repeat(67), { limit: 70, used: 71, fits: false }],
    ['', { limit: 160, used: 4, fits: true }],
  ])('case %#', (text, budget) => {
    expect(screenBudget(text)).toEqual(budget);
  });
});

describe('toDigits', () => {
  it.each([
    ['০১২৩৪৫৬৭৮৯', '0123456789'],
    ['ওয়ার্ড ১২', 'ওয়ার্ড 12'],
    ['٠١٩ ۰۱۹ ０１９ ०१९', '019 019 019 019'],
    ['4821 7739', '4821 7739'],
    ['½ ² Ⅷ', '½ ² Ⅷ'],
  ])('%j becomes %j', (text, digits) => {
    expect(toDigits(text)).toBe(digits);
  });
});

import { beforeAll, expect, it } from '@jest/globals';
import { JOINED_SMS } from '../../src/budget/joined-sms.ts';
import { measureSms } from '../../src/budget/measure-sms.ts';
import { smsValuesOf } from '../../src/budget/sms-values.ts';
import { MOST_OPTIONS } from '../../src/sms/numbered.ts';
import { type Spoken, shippedInEachLanguage } from './shipped.ts';

let spoken: readonly Spoken[];
beforeAll(async () => {
  spoken = await shippedInEachLanguage();
});

it('texts that are sent together are within what they may cost, and cost no more than apart', () => {
  for (const { name, language, programme, worst } of spoken) {
    const costs = measureSms(programme, worst);
    const told = costs.filter(({ template }) => template in JOINED_SMS);
    expect(told.map(({ template }) => template)).toEqual(Object.keys(JOINED_SMS));
    expect(told.filter(({ segments, declared }) => segments > declared)).toEqual([]);
    const segments = (template: string) => costs.find((cost) => cost.template === template)?.segments ?? 0;
    expect([name, language, segments('reopened + askWhy')]).not.toEqual([name, language, 0]);
    expect(segments('reopened + askWhy')).toBeLessThanOrEqual(segments('reopened') + segments('askWhy'));
  }
});

it('every part of what is sent together is in it', () => {
  for (const { programme, worst } of spoken) {
    const { voice } = worst;
    const { sms } = voice.locale;
    const values = smsValuesOf(programme, worst);
    const said = (template: string) => JOINED_SMS[template]?.say(values, voice).join('\n') ?? '';
    expect(said('question + notice + languageHint')).toContain(sms.notice(values.operator));
    expect(said('question + notice + languageHint')).toContain(values.hint);
    expect(said('notice + languageHint, receipt')).toContain(
      sms.receipt(values.reference, values.office, values.due, values.code),
    );
    expect(said('sealed + mayWeWrite + languageHint')).toContain(sms.mayWeWrite);
    expect(said('reopened + askWhy')).toContain(sms.askWhy);
    expect(said('languageSet + question')).toContain(sms.languageSet);
  }
});

it('a list is measured with as many entries as an SMS asks with', () => {
  for (const { programme, worst } of spoken) {
    const { places, units } = smsValuesOf(programme, worst);
    expect(places.split('\n')).toHaveLength(MOST_OPTIONS);
    expect(units.split('\n')).toHaveLength(Math.min(MOST_OPTIONS, programme.units.size));
  }
});

it('an operator whose name is long makes the first SMS too dear', () => {
  const bangla = spoken.find(({ language }) => language === 'bn');
  if (!bangla) throw new Error('no programme in Bangla');
  const operators = { en: 'x', bn: 'খুলনা মুক্তি সেবা সংস্থা '.repeat(4) };
  const costs = measureSms({ ...bangla.programme, operators }, bangla.worst);
  const first = costs.find(({ template }) => template === 'question + notice + languageHint');
  expect(first?.segments).toBeGreaterThan(first?.declared ?? Number.NaN);
});

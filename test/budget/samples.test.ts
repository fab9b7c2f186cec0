import { beforeAll, expect, it } from '@jest/globals';
import { measureScreens } from '../../src/budget/measure-screens.ts';
import { samplesOf } from '../../src/budget/screen-samples.ts';
import { foldForAir } from '../../src/encoding.ts';
import { nextRung } from '../../src/routing/ladder.ts';
import { chooseOffice } from '../../src/routing/route.ts';
import { render } from '../../src/ussd/render.ts';
import type { ScreenName } from '../../src/ussd/screen.ts';
import { screenOf } from '../../src/ussd/screens/index.ts';
import { type Spoken, shippedInEachLanguage } from './shipped.ts';

let spoken: readonly Spoken[];
beforeAll(async () => {
  spoken = await shippedInEachLanguage();
});

const contentsOf = ({ programme, worst }: Spoken, screen: ScreenName) =>
  samplesOf(programme, worst, screen).map(({ view }) => screenOf(screen).show(view));

it('the last look is measured with all that can be chosen, and all of it stands on the first page', () => {
  for (const one of spoken) {
    const { locale } = one.worst.voice;
    const { chosenAboutOffice, chosenForOther, chosenAnonymous, chosenAnswer } = locale.ussd;
    const line = [chosenAboutOffice, chosenForOther, chosenAnonymous, chosenAnswer].join(', ');
    const content = contentsOf(one, 'report-confirm').find(({ text }) => text.endsWith(line));
    expect(content).toBeDefined();
    const page = content && render(content, { locale, page: 0, canGoBack: true });
    expect(page?.text.split('\n')).toContain(foldForAir(line));
  }
});

it('the last look of a sealed report is measured with the neutral words that were allowed', () => {
  for (const one of spoken) {
    const { chosenTextMe } = one.worst.voice.locale.ussd;
    expect(contentsOf(one, 'report-confirm').some(({ text }) => text.endsWith(chosenTextMe))).toBe(true);
  }
});

it('the choices of a report are measured with the office that is longest to say of all that can be chosen', () => {
  for (const one of spoken) {
    const { programme, worst } = one;
    const { voice } = worst;
    const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
    const ordinary = [...programme.categories.values()].filter(({ stream }) => stream === 'ordinary');
    const lengths = ordinary.flatMap((category) =>
      leaves.flatMap((area) => {
        const office = chooseOffice(programme, category, area);
        return office && nextRung(office) ? voice.locale.ussd.optionAboutOffice(voice.name(office.names)).length : 0;
      }),
    );
    const shown = contentsOf(one, 'report-options').flatMap(({ choices }) => choices?.[0]?.label.length ?? 0);
    expect(Math.max(...shown)).toBe(Math.max(...lengths) + `: ${voice.locale.ussd.yes}`.length);
  }
});

it('what is public is measured with entries and without', () => {
  for (const one of spoken) {
    const { locale } = one.worst.voice;
    const meetings = contentsOf(one, 'info-meetings');
    expect(meetings.map(({ isLong }) => isLong === true)).toEqual([false, true]);
    const projects = contentsOf(one, 'info-projects').map(({ choices }) => choices?.length ?? 0);
    expect(projects[0]).toBe(0);
    expect(projects[1]).toBeGreaterThan(0);
    expect(meetings[0]?.text).toBe(locale.ussd.noMeetings(one.worst.voice.name(one.worst.area.names)));
  }
});

it('a report behind which she is asked for her groups is measured with the question', () => {
  for (const one of spoken) {
    const asked = contentsOf(one, 'report-receipt').map(({ choices }) => choices?.length ?? 0);
    expect(asked.slice(0, 2)).toEqual([1, 0]);
  }
});

it('tells of the longest office, not of the language, where an office makes a list too long', () => {
  for (const { programme, worst } of spoken) {
    const long = 'x'.repeat(150);
    const [office] = samplesOf(programme, worst, 'report-options').flatMap(({ blame }) => blame?.code ?? []);
    const offices = new Map(
      [...programme.offices].map(([code, one]) => [code, code === office ? { ...one, names: { en: long } } : one]),
    );
    const [cost] = measureScreens({ ...programme, offices, byId: { ...programme.byId } }, worst).filter(
      ({ screen }) => screen === 'report-options',
    );
    if (worst.voice.language === 'bn') continue;
    expect(cost?.problem?.blame).toEqual({ table: 'offices', code: office });
  }
});

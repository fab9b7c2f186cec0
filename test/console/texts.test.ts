import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localeOf } from '../../src/locales/index.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { handset } from '../support/handset.ts';

const CONFIRMED = '/console/admin/texts/sms.confirmed';
const SW = 'Majibu {reference}: asante, imefungwa.';
const EN = 'Majibu {reference}: thank you, it is closed.';

describe('texts that an administrator puts in other words', () => {
  let gateway: Gateway;
  let admin: Person;
  beforeAll(async () => {
    gateway = await openGateway();
    admin = await openPerson(gateway, { programme: 'kenya-coast', role: 'admin', name: 'Amina Yusuf' });
  });
  afterAll(() => gateway.close());

  const wording = () => gateway.deps.programmes.byName('kenya-coast')?.wording;
  const lastChange = () =>
    gateway.deps.db.selectFrom('changes').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow();

  it('lists every text as it is said now, in each language of the programme', async () => {
    const english = await admin.get('/console/admin/texts?shown=en').expect(200);
    expect(english.text).toContain('Report a problem');
    const swahili = await admin.get('/console/admin/texts?shown=sw').expect(200);
    expect(swahili.text).toContain(localeOf('sw').ussd.menuReport);
    // Not a language of the programme: the first one of it.
    expect((await admin.get('/console/admin/texts?shown=bn').expect(200)).text).toContain(
      localeOf('sw').ussd.menuReport,
    );
    expect(english.text).not.toContain(localeOf('en').ussd.sealedContact);
  });

  it('shows on the very next call what was saved, writes down what was before, and takes it back', async () => {
    const path = '/console/admin/texts/ussd.menuReport';
    const menu = async (phone: string) =>
      (await (await handset(gateway.app, phone).dial('*384*2101#')).choose('English')).screen;
    expect(await menu('+254711000111')).toContain('1. Report a problem');
    await admin.post(path, { 'text-sw': localeOf('sw').ussd.menuReport, 'text-en': 'Complain here' }).expect(303);
    expect(wording()).toEqual({ en: { 'ussd.menuReport': 'Complain here' } });
    expect(await menu('+254711000112')).toContain('1. Complain here');
    expect(await lastChange()).toMatchObject({
      what: 'text_changed',
      subject: 'ussd.menuReport',
      account_id: admin.id,
      before: null,
      after: { en: 'Complain here' },
    });
    const { text } = await admin.get(path).expect(200);
    expect(text).toContain('Complain here');
    expect(text).toContain('Report a problem');
    expect((await admin.get('/console/admin/texts?shown=en').expect(200)).text).toContain('changed here');
    await admin.post(`${path}/undo`).expect(303);
    expect(wording()).toEqual({});
    expect(await menu('+254711000113')).toContain('1. Report a problem');
  });

  it('does not put its words over those that a colleague saved meanwhile, unless it is told to', async () => {
    const path = '/console/admin/texts/sms.askWhy';
    const seen = /name="seen" value="([^"]+)"/.exec((await admin.get(path).expect(200)).text)?.[1] ?? '';
    const words = { 'text-sw': localeOf('sw').sms.askWhy, 'text-en': 'What is wrong?' };
    await admin.post(path, { ...words, seen }).expect(303);
    const stale = { 'text-sw': 'Eleza kwa ufupi.', 'text-en': localeOf('en').sms.askWhy };
    const { text } = await admin.post(path, { ...stale, seen }).expect(409);
    expect(text).toContain('Somebody else has changed this since you opened it');
    expect(text).toContain('Eleza kwa ufupi.');
    expect(wording()).toEqual({ en: { 'sms.askWhy': 'What is wrong?' } });
    const now = /name="seen" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await admin.post(path, { ...stale, seen: now }).expect(303);
    expect(wording()).toEqual({ sw: { 'sms.askWhy': 'Eleza kwa ufupi.' } });
    await admin.post(`${path}/undo`).expect(303);
  });

  it('writes nothing down where nothing was changed, and counts no due time anew for words', async () => {
    const state = () =>
      gateway.deps.db
        .selectFrom('programmes')
        .select(['revision', 'clocks_revision'])
        .where('name', '=', 'kenya-coast')
        .executeTakeFirstOrThrow();
    const [before, last] = [await state(), await lastChange()];
    const path = '/console/admin/texts/sms.askWhy';
    await admin.post(path, { 'text-sw': localeOf('sw').sms.askWhy, 'text-en': localeOf('en').sms.askWhy }).expect(303);
    expect([await state(), await lastChange()]).toEqual([before, last]);
    await admin.post(path, { 'text-sw': localeOf('sw').sms.askWhy, 'text-en': 'Why?' }).expect(303);
    const after = await state();
    expect(after.revision).toBe(before.revision + 1);
    expect(after.revision - after.clocks_revision).toBe(before.revision - before.clocks_revision);
    await admin.post(`${path}/undo`).expect(303);
  });

  it.each([
    ['nothing', '', 'Write the words in this language'],
    ['what must be said left out', 'Thank you.', 'The words must say {reference}'],
    ['something that is not known', `${EN} {phone}`, '{phone} cannot be said here'],
    ['a letter that phones cannot show', `${EN} ✓`, 'a letter that most phones cannot show'],
    ['too much for one SMS', `${EN} ${'so '.repeat(60)}`, 'With the longest names of the programme this does not fit'],
    ['20 kB', `${EN} ${'so '.repeat(7_000)}`, 'With the longest names of the programme this does not fit'],
  ])(
    'refuses %s with a sentence at its field, keeps what was typed and changes nothing',
    async (_what, typed, message) => {
      const { text } = await admin.post(CONFIRMED, { 'text-sw': SW, 'text-en': typed }).expect(422);
      expect(text).toContain('<title>Error: ');
      expect(text).toContain(message);
      expect(text).toContain(SW);
      expect(wording()).toEqual({});
    },
  );

  it('refuses a screen that would not fit, whichever entry made it too long', async () => {
    const long =
      'Report a problem with a service of your county or ward that you want an office to put right for you and others';
    const { text } = await admin
      .post('/console/admin/texts/ussd.menuReport', {
        'text-sw': localeOf('sw').ussd.menuReport,
        'text-en': long.repeat(2),
      })
      .expect(422);
    expect(text).toContain('this does not fit');
    expect(wording()).toEqual({});
  });

  it.each(['sms.news', 'ussd.sealedContact', 'sms.notice', 'constructor', '__proto__'])(
    'has no page for %s',
    async (code) => {
      await admin.get(`/console/admin/texts/${code}`).expect(404);
      await admin.post(`/console/admin/texts/${code}`, { 'text-sw': 'x', 'text-en': 'x' }).expect(404);
      expect(wording()).toEqual({});
    },
  );
});

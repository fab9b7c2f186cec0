import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { openWithPin } from '../../src/grievances/open-with-pin.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { hiddenIn, MOMBASA } from './report-scene.ts';

let gateway: Gateway;
let official: Person;
beforeAll(async () => {
  gateway = await openGateway();
  official = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
});
afterAll(() => gateway.close());

const FILLED = {
  category: 'WATER.DRY',
  place: 'Timbwani',
  text: 'Hakuna maji kwa wiki mbili',
  language: 'sw',
  consent: 'yes',
  step: 'send',
};

/** Opens the form, fills it in and sends it. */
async function send(person: Person, fields: Readonly<Record<string, string>>) {
  const form = await person.get('/console/intake').expect(200);
  const once = hiddenIn(form.text, 'once');
  return { once, answer: await person.post('/console/intake', { once, ...fields }) };
}

async function filedBy(person: Person, once: string): Promise<Grievance> {
  return gateway.deps.db
    .selectFrom('grievances')
    .selectAll()
    .where('source', '=', `console-${person.id}-${once}`)
    .executeTakeFirstOrThrow();
}

let phones = 0;
function nextPhone(): string {
  phones += 1;
  return `+2547140${String(10_000 + phones)}`;
}

describe('a report for somebody with a phone', () => {
  it('gives a receipt with number, office and day, and the SMS comes to her', async () => {
    const phone = nextPhone();
    const { once, answer } = await send(official, { ...FILLED, phone: `0${phone.slice(4)}`, forOther: 'yes' });
    expect([answer.status, answer.headers.location]).toEqual([303, `/console/intake/${once}`]);
    const receipt = await official.get(answer.headers.location ?? '').expect(200);
    const filed = await filedBy(official, once);
    const shown = `${filed.reference.slice(0, 4)} ${filed.reference.slice(4)}`;
    for (const part of [shown, 'Mombasa Water Company (MOWASSCO)', 'Answer due by', 'The receipt goes to the phone']) {
      expect(receipt.text).toContain(part);
    }
    expect(receipt.text).toContain('<div class="preview" lang="sw">');
    expect(receipt.text).not.toContain(phone.slice(4));
    expect(receipt.text).not.toContain('PIN');
    await gateway.work();
    expect(await gateway.inbox(phone)).toEqual([expect.stringContaining(shown)]);
    expect(filed).toMatchObject({
      channel: 'console',
      language: 'sw',
      contact: 'sms',
      is_for_other: true,
      pin_hash: null,
    });
    const event = await gateway.deps.db
      .selectFrom('grievance_events')
      .select(['type', 'actor_kind', 'actor_id', 'channel'])
      .where('grievance_id', '=', filed.id)
      .orderBy('id')
      .executeTakeFirst();
    expect(event).toEqual({ type: 'filed', actor_kind: 'official', actor_id: official.id, channel: 'console' });
  });

  it('keeps the notice she agreed to and the groups she named', async () => {
    const { once } = await send(official, { ...FILLED, phone: nextPhone(), 'group-woman': 'yes' });
    const filed = await filedBy(official, once);
    const consent = await gateway.deps.db
      .selectFrom('consents')
      .innerJoin('citizens', 'citizens.id', 'consents.citizen_id')
      .select(['consents.choice', 'consents.version', 'consents.channel', 'consents.language', 'citizens.groups'])
      .where('citizens.id', '=', filed.citizen_id)
      .execute();
    const [group] = gateway.deps.programmes.byName('kenya-coast')?.groups ?? [];
    expect(group?.code).toBe('woman');
    expect(consent).toEqual([{ choice: 'agreed', version: 1, channel: 'console', language: 'sw', groups: ['woman'] }]);
  });

  it('is kept once when its form is sent twice, also at once', async () => {
    const phone = nextPhone();
    const form = await official.get('/console/intake').expect(200);
    const fields = { ...FILLED, once: hiddenIn(form.text, 'once'), phone };
    const answers = await Promise.all([1, 2, 3].map(() => official.post('/console/intake', fields)));
    expect(answers.map(({ headers }) => headers.location)).toEqual(answers.map(() => `/console/intake/${fields.once}`));
    await gateway.work();
    expect(await gateway.inbox(phone)).toHaveLength(1);
    const other = await official.post('/console/intake', { ...fields, text: 'Kitu kingine kabisa' });
    expect(other.status).toBe(409);
    expect(other.text).toContain('Kitu kingine kabisa');
    expect(hiddenIn(other.text, 'once')).not.toBe(fields.once);
  });
});

describe('a report for somebody without a phone', () => {
  it('is opened by its number and the PIN of the receipt, which is shown for a quarter of an hour', async () => {
    const { once, answer } = await send(official, FILLED);
    const receipt = await official.get(answer.headers.location ?? '').expect(200);
    const pin = /PIN<\/dt><dd[^>]*><span class="reference">(\d{4})</.exec(receipt.text)?.[1] ?? '';
    const filed = await filedBy(official, once);
    const { programme_id: programmeId, reference } = filed;
    const opened = await transact(gateway.deps, (tx) => openWithPin(gateway.deps, tx, { programmeId, reference, pin }));
    expect(opened).toBe('right');
    expect(filed.citizen_id).toBeNull();
    const consents = await gateway.deps.db
      .selectFrom('consents')
      .select(['choice', 'version'])
      .where('choice', '=', 'anonymous')
      .execute();
    expect(consents).toEqual([{ choice: 'anonymous', version: 1 }]);
    const colleague = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
    await colleague.get(`/console/intake/${once}`).expect(404);
    await gateway.pass(0.3);
    const late = await official.get(`/console/intake/${once}`).expect(404);
    expect(late.text).not.toContain(pin);
    const stored = await gateway.deps.db.selectFrom('messages').select('text').execute();
    expect(stored.filter(({ text }) => text.includes(`PIN ${pin}`))).toEqual([]);
  });
});

describe('about an office', () => {
  it('goes past it, and whoever wrote it down there sees it no more', async () => {
    const { once, answer } = await send(official, { ...FILLED, aboutOffice: 'yes' });
    const receipt = await official.get(answer.headers.location ?? '').expect(200);
    await gateway.work();
    const filed = await filedBy(official, once);
    const { byId } = gateway.deps.programmes.byName('kenya-coast') ?? {};
    expect(byId?.offices.get(filed.about_office_id ?? '')?.code).toBe(MOMBASA);
    const above = byId?.offices.get(filed.office_id ?? '');
    expect(above?.code).toBe('county_water_dept@KE.001');
    expect(receipt.text).toContain(above?.names.en ?? '?');
    expect(receipt.text).not.toContain('Open the report');
    await official.get(`/console/reports/${filed.reference}`).expect(404);
  });
});

describe('what cannot be kept', () => {
  it.each([
    ['no category', { category: '' }, 'Choose what it is about.'],
    ['a made-up category', { category: 'NOTHING' }, 'Choose what it is about.'],
    ['a sealed category', { category: 'HEALTH.FEES' }, 'Choose what it is about.'],
    ['no place', { place: '' }, 'Write where it is.'],
    ['an unknown place', { place: 'Atlantis' }, 'No place is found for “Atlantis”.'],
    ['several places', { place: 'Kilifi' }, 'Choose the place.'],
    ['no words', { text: ' !! ' }, 'Write in a few words what happened.'],
    ['too many words', { text: 'maji '.repeat(4_000) }, 'at most 4000 go'],
    ['a language of another programme', { language: 'bn' }, 'Choose a language.'],
    ['no phone of anybody', { phone: '12345' }, 'No phone can have this number.'],
    ['nothing read out', { consent: '' }, 'Read the notice out first'],
  ])('%s: says so and keeps everything typed', async (_what, fields, message) => {
    const { answer } = await send(official, { ...FILLED, ...fields });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain('The report was not kept');
    if (!('text' in fields)) expect(answer.text).toContain('>Hakuna maji kwa wiki mbili</textarea>');
  });

  it('offers the places found, and takes the chosen one', async () => {
    const found = await send(official, { ...FILLED, place: 'Kilifi', step: 'find' });
    expect(found.answer.status).toBe(200);
    const codes = [...found.answer.text.matchAll(/name="area" type="radio" value="([^"]*)"/g)].map(([, code]) => code);
    expect(codes.length).toBeGreaterThan(1);
    const [first = ''] = codes;
    const { once } = await send(official, { ...FILLED, place: 'Kilifi', area: first });
    const area = gateway.deps.programmes.byName('kenya-coast')?.areas.get(first);
    expect((await filedBy(official, once)).area_id).toBe(area?.id);
  });
});

describe('sealed reports', () => {
  it('are not written down by those who may not see them: the page says how instead', async () => {
    const { text } = await official.get('/console/intake').expect(200);
    expect(text).not.toContain('value="HEALTH.FEES"');
    expect(text).toContain('The person dials *384*2101#');
  });

  it('are by the focal point of their stream, with a PIN, and no SMS unless that is safe', async () => {
    const focal = await openPerson(gateway, { programme: 'kenya-coast', role: 'focal', stream: 'integrity' });
    const phone = nextPhone();
    const { once, answer } = await send(focal, { ...FILLED, category: 'HEALTH.FEES', phone });
    const receipt = await focal.get(answer.headers.location ?? '').expect(200);
    expect(receipt.text).toContain('PIN');
    expect(receipt.text).toContain('No SMS goes out.');
    await gateway.work();
    expect(await gateway.inbox(phone)).toEqual([]);
    expect(await filedBy(focal, once)).toMatchObject({ stream: 'integrity', contact: 'none' });
    const safe = await send(focal, { ...FILLED, category: 'HEALTH.FEES', phone: nextPhone(), safe: 'yes' });
    expect(await filedBy(focal, safe.once)).toMatchObject({ contact: 'neutral' });
    const child = await focal.get('/console/intake');
    expect(child.text).toContain('value="HEALTH.FEES"');
    // No copy of her words stays in the browser, as one of an ordinary report does.
    expect(child.text).not.toContain('data-keep');
    expect((await official.get('/console/intake')).text).toContain('data-keep');
  });

  it('are nothing for observers', async () => {
    const observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    await observer.get('/console/intake').expect(403);
    await observer.post('/console/intake', FILLED).expect(403);
  });
});

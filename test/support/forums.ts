import { randomUUID } from 'node:crypto';
import { foldForAir } from '../../src/encoding.ts';
import { localeOf } from '../../src/locales/index.ts';
import { indexPhone, type Phone, sealPhone } from '../../src/phone.ts';
import type { Area, Language, Programme } from '../../src/routing/programme.ts';
import type { Person } from './console.ts';
import type { Gateway } from './gateway.ts';
import { type Dialogue, handset } from './handset.ts';

/** A smallest place of a programme by its English name. */
export function placeOf(programme: Programme, name: string): Area {
  const area = [...programme.areas.values()].find(({ names, children }) => names.en === name && children.length === 0);
  if (!area) throw new Error(`no place ${name}`);
  return area;
}

/** Dials, and goes to public information about a place, in a language. */
export async function dialInfo(
  gateway: Gateway,
  programme: Programme,
  who: { phone: string; area: Area; language?: Language },
): Promise<Dialogue> {
  const { ussd, self } = localeOf(who.language ?? 'en');
  const first = await handset(gateway.app, who.phone).dial(programme.ussdCode);
  const menu = first.screen.includes(foldForAir(ussd.menuInfo)) ? first : await first.choose(foldForAir(self));
  const place = await menu.choose(foldForAir(ussd.menuInfo));
  return place.type(who.area.names[who.language ?? 'en'] ?? who.area.names.en);
}

/** Says on the phone that she wants to hear of meetings of a place, or no longer. */
export async function agree(
  gateway: Gateway,
  programme: Programme,
  who: { phone: string; area: Area; language?: Language },
  isAgreed = true,
): Promise<Dialogue> {
  const { ussd } = localeOf(who.language ?? 'en');
  const meetings = await (await dialInfo(gateway, programme, who)).choose(foldForAir(ussd.infoMeetings));
  const asked = await meetings.choose(foldForAir(ussd.tellMeetings));
  return asked.choose(foldForAir(isAgreed ? ussd.yes : ussd.no));
}

/** Types the number of a meeting on the phone. */
export async function come(
  gateway: Gateway,
  programme: Programme,
  who: { phone: string; area: Area },
  code: string,
): Promise<Dialogue> {
  const { ussd } = localeOf('en');
  const meetings = await (await dialInfo(gateway, programme, who)).choose(foldForAir(ussd.infoMeetings));
  return (await meetings.choose(foldForAir(ussd.cameToMeeting))).type(code);
}

/** Writes many citizens who agreed to hear of meetings of a place, without a call for each; their phones. */
export async function addAgreed(
  { deps }: Gateway,
  programme: Programme,
  area: Area,
  count: number,
  from = 0,
): Promise<string[]> {
  const phones = Array.from(
    { length: count },
    (_, index) => `+2547125${String(from + index).padStart(5, '0')}` as Phone,
  );
  const { sealingKeys, indexKey } = deps.config;
  const citizens = phones.map((phone, index) => {
    const id = randomUUID();
    return {
      id,
      programme_id: programme.id,
      phone_sealed: sealPhone(sealingKeys, phone, { table: 'citizens', column: 'phone_sealed', rowId: id }),
      phone_index: indexPhone(indexKey, phone),
      language: index % 2 === 0 ? ('en' as const) : ('sw' as const),
      created_at: deps.now(),
    };
  });
  for (let at = 0; at < citizens.length; at += 1_000) {
    const some = citizens.slice(at, at + 1_000);
    await deps.db.insertInto('citizens').values(some).execute();
    const agreements = some.map(({ id, language }) => ({
      citizen_id: id,
      area_id: area.id,
      programme_id: programme.id,
      channel: 'ussd' as const,
      language,
      agreed_at: deps.now(),
    }));
    await deps.db.insertInto('meeting_agreements').values(agreements).execute();
  }
  return phones;
}

/** What is typed into the form of a meeting in Kenya. */
export function meetingForm(area: Area, at: { day: string; time: string }): Record<string, string> {
  return {
    area: area.code,
    ...at,
    'topic-en': 'Water budget',
    'topic-sw': 'Bajeti ya maji',
    'venue-en': 'Chief camp',
    'venue-sw': 'Kambi ya chifu',
  };
}

/** Enters a meeting in the console; its row id. */
export async function enterMeeting(person: Person, form: Record<string, string>): Promise<string> {
  const { headers } = await person.post('/console/forums/new', form).expect(303);
  return /forums\/([0-9a-f-]{36})/.exec(headers.location ?? '')?.[1] ?? '';
}

/** Looks at what announcing a meeting costs, and sends it. */
export async function announce(person: Person, id: string): Promise<void> {
  const { text } = await person.get(`/console/forums/${id}/announce`).expect(200);
  const segments = /name="segments" value="(\d+)"/.exec(text)?.[1] ?? '';
  await person.post(`/console/forums/${id}/announce`, { segments }).expect(303);
}

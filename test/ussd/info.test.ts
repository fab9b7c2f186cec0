import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { foldForAir } from '../../src/encoding.ts';
import { placeLabel, voiceOf } from '../../src/grievances/texts.ts';
import { localeOf } from '../../src/locales/index.ts';
import { indexPhone, type Phone } from '../../src/phone.ts';
import type { Area, Language, Programme } from '../../src/routing/programme.ts';
import { type Gateway, MONDAY_MORNING, openGateway } from '../support/gateway.ts';
import { type Dialogue, handset } from '../support/handset.ts';

let gateway: Gateway;
let kenya: Programme;
let khulna: Programme;
beforeAll(async () => {
  gateway = await openGateway();
  const { db, programmes } = gateway.deps;
  await db.deleteFrom('projects').execute();
  await db.deleteFrom('meetings').execute();
  kenya = programmes.byName('kenya-coast') as Programme;
  khulna = programmes.byName('khulna') as Programme;
});
afterAll(() => gateway.close());

const { ussd } = localeOf('en');

const PREFIX: Readonly<Record<string, string>> = { KE: '+2547124', BD: '+88017124', XK: '+383442' };

let serial = 20_000;
function newPhone({ region } = kenya): string {
  serial += 1;
  return `${PREFIX[region]}${serial}`;
}

function areaOf(programme: Programme, name: string): Area {
  const area = [...programme.areas.values()].find(({ names, children }) => names.en === name && children.length === 0);
  if (!area) throw new Error(`no place ${name}`);
  return area;
}

function press(call: Dialogue, label: string): Promise<Dialogue> {
  return call.choose(foldForAir(label));
}

/** What a caller may know about a place, in her language. */
async function infoAbout(area: Area, programme = kenya, language: Language = 'en', phone?: string): Promise<Dialogue> {
  const { ussd: said, self } = localeOf(language);
  const menu = await press(await handset(gateway.app, phone ?? newPhone(programme)).dial(programme.ussdCode), self);
  const place = await press(menu, said.menuInfo);
  const info = await place.type(area.names.en);
  return info.screen.includes(foldForAir(said.infoMeetings))
    ? info
    : press(info, placeLabel(programme, voiceOf(programme, language), area));
}

async function addMeeting(
  area: Area,
  programme: Programme,
  hours: number,
  topic: string,
  retired = false,
): Promise<void> {
  await gateway.deps.db
    .insertInto('meetings')
    .values({
      id: uuid(),
      programme_id: programme.id,
      code: topic,
      area_id: area.id,
      starts_at: new Date(MONDAY_MORNING.getTime() + hours * 3_600_000),
      names: JSON.stringify({ en: topic, sw: `Kuhusu ${topic}` }),
      venues: JSON.stringify({ en: 'Chief camp' }),
      retired_at: retired ? MONDAY_MORNING : null,
    })
    .execute();
}

interface Project {
  code: string;
  area: Area;
  names?: object;
  amount?: string | null;
  position?: number;
  retired?: boolean;
}

async function addProject(programme: Programme, { code, area, ...given }: Project): Promise<string> {
  const { names = { en: `Project ${code}` }, amount = '6500000.00', position = 1, retired = false } = given;
  const id = uuid();
  await gateway.deps.db
    .insertInto('projects')
    .values({
      id,
      programme_id: programme.id,
      code,
      area_id: area.id,
      names: JSON.stringify(names),
      amount,
      currency: amount === null ? null : programme === kenya ? 'KES' : 'BDT',
      state: 'under_way',
      source: 'a list',
      as_of: '2022-09-28',
      position,
      retired_at: retired ? MONDAY_MORNING : null,
    })
    .execute();
  return id;
}

describe('a place with nothing announced, listed or published', () => {
  it('says so in every language, and back leads to what else there is', async () => {
    for (const programme of gateway.deps.programmes.all()) {
      const area = [...programme.areas.values()].findLast(({ children }) => children.length === 0) as Area;
      for (const language of programme.languages) {
        const said = localeOf(language).ussd;
        const info = await returning(area, programme, language);
        const name = area.names[language] ?? area.names.en;
        const meetings = await press(info, said.infoMeetings);
        expect(meetings.screen).toContain(foldForAir(said.noMeetings(name)));
        const projects = await press(await meetings.type('0'), said.infoProjects);
        expect(projects.screen).toContain(foldForAir(said.noProjects(name)));
        const figures = await press(await projects.type('0'), said.infoFigures);
        expect(figures.screen).toContain(foldForAir(said.figuresFew(name)));
      }
    }
  });
});

/** What a caller sees behind "public information" who reported from a place last time. */
async function returning(area: Area, programme: Programme, language: Language): Promise<Dialogue> {
  const { ussd: said, self } = localeOf(language);
  const phone = newPhone(programme);
  await press(await handset(gateway.app, phone).dial(programme.ussdCode), self);
  const { config, db } = gateway.deps;
  const index = indexPhone(config.indexKey, phone as Phone);
  await db.updateTable('citizens').set({ area_id: area.id }).where('phone_index', '=', index).execute();
  const info = await press(await handset(gateway.app, phone).dial(programme.ussdCode), said.menuInfo);
  expect(info.screen).toContain(foldForAir(said.infoMeetings));
  return info;
}

describe('meetings', () => {
  it('are the next three of the place and of those around it, earliest first', async () => {
    const ward = areaOf(kenya, 'Tudor');
    const elsewhere = areaOf(kenya, 'Mtongwe');
    await addMeeting(ward, kenya, -1, 'Past');
    await addMeeting(ward, kenya, 100, 'Fourth');
    await addMeeting(ward, kenya, 50, 'Second');
    await addMeeting(ward.parent as Area, kenya, 70, 'Third');
    await addMeeting(kenya.root, kenya, 0, 'First');
    await addMeeting(ward, kenya, 1, 'Taken back', true);
    await addMeeting(elsewhere, kenya, 1, 'Elsewhere');
    const { screen } = await press(await infoAbout(ward), ussd.infoMeetings);
    expect(screen.split('\n').slice(0, 3)).toEqual([
      'Mon 23 Nov 09:30: First, Chief camp',
      'Wed 25 Nov 11:30: Second, Chief camp',
      'Thu 26 Nov 07:30: Third, Chief camp',
    ]);
    const swahili = await press(await infoAbout(ward, kenya, 'sw'), localeOf('sw').ussd.infoMeetings);
    expect(swahili.screen).toContain('Kuhusu First');
  });
});

describe('projects', () => {
  it('are those of the place, then those around it, fifty at most, on as many pages as they need', async () => {
    const ward = areaOf(kenya, 'Bamburi');
    await addProject(kenya, { code: 'COUNTRY', area: kenya.root, position: 0 });
    await addProject(kenya, { code: 'GONE', area: ward, retired: true });
    await addProject(kenya, { code: 'OTHER', area: areaOf(kenya, 'Mtongwe') });
    for (let position = 1; position <= 51; position += 1) {
      await addProject(kenya, { code: `P${position}`, area: ward, position });
    }
    let call = await press(await infoAbout(ward), ussd.infoProjects);
    const listed: string[] = [];
    for (;;) {
      listed.push(...[...call.screen.matchAll(/^\d\. Project (\w+)$/gm)].map(([, code]) => code ?? ''));
      if (!/^9\. /m.test(call.screen)) break;
      call = await call.type('9');
    }
    expect(listed).toEqual(Array.from({ length: 50 }, (_, index) => `P${index + 1}`));
  });

  it('stand behind the ones inside when they are of a place around, the smallest such place first', async () => {
    const ward = areaOf(kenya, 'Ganze');
    await addProject(kenya, { code: 'WARD', area: ward, position: 9 });
    await addProject(kenya, { code: 'COUNTY', area: ward.parent?.parent as Area, position: 5 });
    const { screen } = await press(await infoAbout(ward), ussd.infoProjects);
    expect(screen).toMatch(/1\. Project WARD\n2\. Project COUNTY\n3\. Project COUNTRY/);
  });

  it.each([
    ['en', 'Fence of Shella school, KES 6,500,000: work under way (9/2022).\nWas it done?'],
    ['sw', 'Ksh 6,500,000'],
  ] as const)('show name, amount, state and how old the list is: %s', async (language, expected) => {
    const ward = areaOf(kenya, 'Shella');
    if (language === 'en') {
      await addProject(kenya, { code: 'FENCE', area: ward, names: { en: 'Fence of Shella school' } });
    }
    const list = await press(await infoAbout(ward, kenya, language), localeOf(language).ussd.infoProjects);
    const project = await list.choose('Fence of Shella school');
    expect(project.screen).toContain(expected);
    expect(project.screen).toContain(`1. ${localeOf(language).ussd.projectDone}`);
  });

  it('write amounts as Bangla does, in digits of the keys, and leave out an amount nobody knows', async () => {
    const ward = areaOf(khulna, 'Ward 24');
    await addProject(khulna, { code: 'ROAD', area: ward, names: { en: 'Road', bn: 'রাস্তা' }, amount: '60700000' });
    await addProject(khulna, {
      code: 'DRAIN',
      area: ward,
      names: { en: 'Drain', bn: 'ড্রেন' },
      amount: null,
      position: 2,
    });
    const said = localeOf('bn');
    const list = await press(await infoAbout(ward, khulna, 'bn'), said.ussd.infoProjects);
    const road = await list.choose('রাস্তা');
    expect(road.screen).toContain('রাস্তা, 6,07,00,000৳');
    expect((await (await road.type('0')).choose('ড্রেন')).screen).toContain(`ড্রেন: ${said.projectStates.under_way}`);
  });

  it('with a name of 300 letters are asked about on one screen', async () => {
    const ward = areaOf(kenya, 'Tononoka');
    await addProject(kenya, { code: 'LONG', area: ward, names: { en: 'Construction of a very long '.repeat(11) } });
    const list = await press(await infoAbout(ward), ussd.infoProjects);
    const project = await list.choose(/^Construction/);
    expect(project.screen).toContain('...');
    expect(project.screen).toContain(ussd.projectAsk);
  });
});

describe('what residents found at a project', () => {
  const answers = (projectId: string) =>
    gateway.deps.db.selectFrom('project_checks').selectAll().where('project_id', '=', projectId).execute();

  it('is one answer per person, the last one, and the list is one press away', async () => {
    const ward = areaOf(kenya, 'Watamu');
    const id = await addProject(kenya, { code: 'WATAMU', area: ward });
    const phone = newPhone();
    const list = await press(await infoAbout(ward, kenya, 'en', phone), ussd.infoProjects);
    const checked = await (await list.choose('Project WATAMU')).choose(ussd.projectNothing);
    expect(checked.screen).toContain(ussd.projectChecked);
    expect(await answers(id)).toMatchObject([{ answer: 'nothing', language: 'en', channel: 'ussd' }]);
    const again = await (await (await press(checked, ussd.infoProjects)).choose('Project WATAMU')).choose(
      ussd.projectDone,
    );
    expect(again.isOver).toBe(false);
    expect(await answers(id)).toMatchObject([{ answer: 'done' }]);
  });

  it('is shown to whoever has answered herself, and only from ten answers on', async () => {
    const ward = areaOf(kenya, 'Kibarani');
    const id = await addProject(kenya, { code: 'KIBARANI', area: ward });
    for (let person = 1; person <= 10; person += 1) {
      const project = await (await press(await infoAbout(ward), ussd.infoProjects)).choose('Project KIBARANI');
      expect(project.screen).not.toContain('Yes:');
      const { screen } = await project.choose(person % 5 === 0 ? ussd.projectStarted : ussd.projectDone);
      // Nothing of today, or who looks twice would see what was said in between.
      expect(screen).not.toContain('Yes:');
    }
    const yesterday = new Date(gateway.deps.now().getTime() - 86_400_000);
    const saidYesterday = async (count: number) => {
      const some = (await answers(id)).filter(({ answer }) => answer !== 'nothing').slice(0, count);
      await gateway.deps.db
        .updateTable('project_checks')
        .set({ checked_at: yesterday })
        .where('project_id', '=', id)
        .where(
          'citizen_id',
          'in',
          some.map((row) => row.citizen_id),
        )
        .execute();
    };
    await saidYesterday(9);
    const few = await (await press(await infoAbout(ward), ussd.infoProjects)).choose('Project KIBARANI');
    expect((await few.choose(ussd.projectNothing)).screen).not.toContain('Yes:');
    await saidYesterday(10);
    const project = await (await press(await infoAbout(ward), ussd.infoProjects)).choose('Project KIBARANI');
    expect((await project.choose(ussd.projectNothing)).screen).toContain('Yes: 10, Started: 0, Nothing: 0');
    expect(await answers(id)).toHaveLength(12);
  });
});

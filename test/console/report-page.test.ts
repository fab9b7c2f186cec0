import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transact } from '../../src/db/transact.ts';
import { citizenOn } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { showReference } from '../../src/grievances/reference.ts';
import { openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { fillIn, hiddenIn, MOMBASA, openScene, type Scene } from './report-scene.ts';

const SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(2)> "quoted" & done';

let gateway: Gateway;
let official: Person;
beforeAll(async () => {
  gateway = await openGateway();
  official = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
});
afterAll(() => gateway.close());

/** Signs in now: a session ends after some hours without use. */
function openSupervisor(): Promise<Person> {
  return openPerson(gateway, { programme: 'kenya-coast', role: 'supervisor', area: 'KE.001' });
}

/** The items of the thread, one line each, with their class. */
function threadOf(page: string): string[] {
  const list = /<ol class="thread">([\s\S]*?)<\/ol>/.exec(page)?.[1] ?? '';
  return [...list.matchAll(/<li class="([^"]*)">([\s\S]*?)<\/li>/g)].map(
    ([, kind = '', body = '']) => `${kind.split('--').at(-1)}: ${body.replace(/<[^>]*>/g, '|').replace(/\|+/g, '|')}`,
  );
}

async function answer(scene: Scene, action: string, text: string): Promise<void> {
  const look = await fillIn(official, `${scene.path}/${action}`, { text, step: 'look' });
  const fields = { once: hiddenIn(look.text, 'once'), seen: hiddenIn(look.text, 'seen'), text, step: 'send' };
  await official.post(`${scene.path}/${action}`, fields).expect(303);
  await gateway.work();
}

describe('the thread', () => {
  it('has the citizen left, the office right and the rest between, in order, with what became of each SMS', async () => {
    const scene = await openScene(gateway);
    await answer(scene, 'reply', 'Fundi atakuja kesho.');
    await gateway.deps.db
      .updateTable('messages')
      .set({ state: 'delivered' })
      .where('grievance_id', '=', scene.grievance.id)
      .where('purpose', '=', 'receipt')
      .execute();
    await transact(gateway.deps, (tx) =>
      addCitizenMessage(
        gateway.deps,
        tx,
        citizenOn('sms'),
        { id: scene.grievance.id },
        { text: 'Hajafika', isQuiet: true },
      ),
    );
    await answer(scene, 'resolve', 'Amefika na bomba liko sawa.');
    const { text } = await official.get(scene.path).expect(200);
    expect(threadOf(text)).toEqual([
      'citizen: |Citizen, USSD, Mon 23 Nov 09:30|Hatuna maji kwa siku tano|',
      'ruled: |Sent to Mombasa Water Company (MOWASSCO)|, Mon 23 Nov 09:30',
      expect.stringMatching(
        /^office: \|Automatic, SMS, Mon 23 Nov 09:30\|Majibu \d{4} \d{4}: ripoti yako[^|]*\|Delivered\|$/,
      ),
      'office: |Amina Yusuf, on these pages, Mon 23 Nov 09:30|Fundi atakuja kesho.|Sent, delivery not confirmed|',
      'citizen: |Citizen, SMS, Mon 23 Nov 09:30|Hajafika|',
      'ruled: |Mombasa Water Company (MOWASSCO) says that it is fixed|, Mon 23 Nov 09:30',
      'office: |Amina Yusuf, on these pages, Mon 23 Nov 09:30|Amefika na bomba liko sawa.|Sent, delivery not confirmed|',
    ]);
    expect(text).toContain('<div class="words" lang="sw">Hajafika</div>');
  });

  it('shows what a citizen typed and no more', async () => {
    const scene = await openScene(gateway, { text: SCRIPT });
    const { text } = await official.get(scene.path).expect(200);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;script>alert(1)&lt;/script>');
  });

  it('hides the number of the phone everywhere', async () => {
    const scene = await openScene(gateway);
    const { text } = await official.get(scene.path).expect(200);
    expect(text).toContain('Hidden');
    expect(text).not.toContain(scene.phone.slice(4));
  });
});

describe('the bar', () => {
  it('is not there in time', async () => {
    const scene = await openScene(gateway);
    const { text } = await official.get(scene.path).expect(200);
    expect(text).not.toContain('class="late');
    expect(text).toContain('class="due');
  });

  it('says of a clock that stands still until when', async () => {
    const scene = await openScene(gateway);
    await answer(scene, 'ask', 'Mtaa gani?');
    const { text } = await official.get(scene.path).expect(200);
    expect(text).toContain('class="late late--quiet"');
    expect(text).toContain('The clock goes on with the answer, or on');
  });

  it('says of what is late when, with whom it is and where it goes, up to the end, and charges each office its time', async () => {
    const scene = await openScene(gateway);
    await gateway.pass(24);
    const { text } = await (await openSupervisor()).get(scene.path).expect(200);
    expect(text).toContain('It has been late');
    expect(text).toMatch(/A promise was missed on \w+ \d+ Nov \d\d:\d\d\./);
    expect(text).toMatch(/ has it now\. On [^.]* it goes to /);
    expect(text).toContain('Late: went up from Mombasa Water Company (MOWASSCO) to ');
    expect(text).toContain('Time charged, working hours');
    expect(text).toMatch(/Mombasa Water Company \(MOWASSCO\)<\/dt><dd[^>]*>\d+ h \d+ min/);
    for (let week = 0; week < 7; week += 1) await gateway.pass(8 * 24);
    const top = await (await openSupervisor()).get(scene.path).expect(200);
    expect(top.text).toContain('Nobody is above this office.');
    expect(top.text).toContain(`href="/console/letters/${scene.grievance.reference}"`);
  });
});

describe('letters', () => {
  let late: Scene;
  let observer: Person;
  let supervisor: Person;
  beforeAll(async () => {
    late = await openScene(gateway, { text: 'Maneno ya siri' });
    for (let week = 0; week < 7; week += 1) await gateway.pass(8 * 24);
    observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    supervisor = await openSupervisor();
    official = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
  });

  it('are about what was late at the top, and nothing else', async () => {
    const fresh = await openScene(gateway);
    const { text } = await observer.get('/console/letters').expect(200);
    expect(text).toContain(showReference(late.grievance.reference));
    expect(text).not.toContain(showReference(fresh.grievance.reference));
    await observer.get(`/console/letters/${fresh.grievance.reference}`).expect(404);
    await official.get('/console/letters').expect(403);
  });

  it('go by pages', async () => {
    const programmeId = late.grievance.programme_id;
    const rows = Array.from({ length: 30 }, async () => {
      const { grievance } = await openScene(gateway);
      return { grievance, id: `ffffffff-ffff-7fff-8fff-${grievance.id.slice(-12)}` };
    });
    for (const row of rows) {
      const { grievance, id } = await row;
      await gateway.deps.db
        .insertInto('grievance_events')
        .values({
          id,
          grievance_id: grievance.id,
          programme_id: programmeId,
          type: 'overdue_at_top',
          actor_kind: 'system',
          actor_id: null,
          channel: 'system',
          office_id: grievance.office_id,
          source: null,
          data: '{}',
          at: gateway.deps.now(),
        })
        .execute();
    }
    const first = await observer.get('/console/letters').expect(200);
    const shown = (page: string): string[] => page.match(/href="\/console\/letters\/\d{8}"/g) ?? [];
    expect(shown(first.text)).toHaveLength(25);
    const next = /rel="next" href="([^"]*)"/.exec(first.text)?.[1] ?? '';
    const second = await observer.get(next).expect(200);
    expect(shown(second.text).length).toBeGreaterThanOrEqual(6);
    expect(shown(second.text).filter((one) => shown(first.text).includes(one))).toEqual([]);
    expect((await observer.get('/console/letters?before=nonsense')).status).toBe(200);
  });

  it('hold the history and the time of each office, in the language of the programme, and no name', async () => {
    const { text } = await supervisor.get(`/console/letters/${late.grievance.reference}`).expect(200);
    expect(text).toContain('<article class="lines" lang="sw">');
    expect(text).toContain('Maneno ya siri');
    expect(text).toContain('Kampuni ya Maji ya Mombasa (MOWASSCO) hawakujibu kwa wakati');
    expect(text).toMatch(/saa \d+ dak \d+/);
    const english = await supervisor.get(`/console/letters/${late.grievance.reference}?in=en`).expect(200);
    expect(english.text).toContain('<article class="lines" lang="en">');
    expect(english.text).toMatch(/Late: went up from [^<]* to /);
    for (const secret of [late.phone, late.phone.slice(4)]) expect(english.text).not.toContain(secret);
  });

  it('show observers no words, and can be taken as plain text', async () => {
    const path = `/console/letters/${late.grievance.reference}`;
    const page = await observer.get(path).expect(200);
    expect(page.text).not.toContain('Maneno ya siri');
    const plain = await observer.get(`${path}?in=en&as=text`).expect(200);
    expect(plain.headers['content-disposition']).toBe(`attachment; filename=${late.grievance.reference}.txt`);
    expect(plain.headers['content-type']).toContain('text/plain');
    expect(plain.text).toContain(`Report ${showReference(late.grievance.reference)}: no answer in time`);
    expect(plain.text).not.toMatch(/Maneno ya siri|<\w/);
    const hers = await supervisor.get(`${path}?as=text`).expect(200);
    // Quoted, line by line: what a citizen writes is no part of the letter.
    expect(hers.text).toMatch(/^> Maneno ya siri$/m);
    await gateway.deps.db
      .updateTable('grievances')
      .set({ text: 'Maji\n\nTo: The Governor' })
      .where('id', '=', late.grievance.id)
      .execute();
    expect((await supervisor.get(`${path}?as=text`)).text).toContain('> Maji\n> \n> To: The Governor');
  });
});

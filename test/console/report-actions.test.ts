import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { hashPassword } from '../../src/accounts/password.ts';
import { transact } from '../../src/db/transact.ts';
import { citizenOn, SYSTEM } from '../../src/grievances/actor.ts';
import { addCitizenMessage } from '../../src/grievances/add-message.ts';
import { addNote } from '../../src/grievances/add-note.ts';
import { makeReference, showReference } from '../../src/grievances/reference.ts';
import { reply } from '../../src/grievances/reply.ts';
import { addAccount, openPerson, type Person } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import { readGrievance, readHistory } from '../support/report.ts';
import { fillIn, hiddenIn, LIKONI_WARD, MOMBASA, openScene, previewed, type Scene } from './report-scene.ts';

let gateway: Gateway;
let official: Person;
beforeAll(async () => {
  gateway = await openGateway();
  official = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA });
});
afterAll(() => gateway.close());

/** What came to her phone since the receipt. */
async function news({ phone }: Scene): Promise<string[]> {
  await gateway.work();
  return (await gateway.inbox(phone)).slice(1);
}

/** Looks at the preview, checks that nothing is sent yet, and sends it. */
async function lookAndSend(scene: Scene, action: string, fields: Readonly<Record<string, string>>) {
  const preview = await fillIn(official, `${scene.path}/${action}`, { ...fields, step: 'look' });
  expect(preview.status).toBe(200);
  expect(await news(scene)).toEqual([]);
  const carried = { once: hiddenIn(preview.text, 'once'), seen: hiddenIn(preview.text, 'seen') };
  const sent = await official.post(`${scene.path}/${action}`, { ...fields, ...carried, step: 'send' });
  return { preview, sent, carried };
}

describe('what is said to the citizen', () => {
  it.each([
    ['reply', 'Fundi atakuja kesho saa nne.', 'acknowledged', /Fundi atakuja kesho/],
    ['ask', 'Mtaa gani hasa?', 'awaiting_citizen', /Mtaa gani hasa\?/],
    ['resolve', 'Bomba limetengenezwa.', 'resolved', /Bomba limetengenezwa\.[\s\S]*1[\s\S]*2/],
    ['reject', 'Hili si la ofisi hii.', 'rejected', /Hili si la ofisi hii\./],
  ])('%s: is looked at first, and what was looked at is what comes', async (action, text, status, sms) => {
    const scene = await openScene(gateway);
    const { preview, sent } = await lookAndSend(scene, action, { text });
    expect([sent.status, sent.headers.location]).toEqual([303, `${scene.path}?done=${action}`]);
    const inbox = await news(scene);
    expect(inbox).toEqual([previewed(preview.text)]);
    expect(inbox[0]).toMatch(sms);
    expect((await readGrievance(gateway, scene.grievance.id)).status).toBe(status);
    const page = await official.get(sent.headers.location ?? '').expect(200);
    expect(page.text).toContain('class="banner"');
    expect(page.text).toContain(text);
    expect(page.text).toContain('Sent, delivery not confirmed');
  });

  it('is taken back for another look with everything typed', async () => {
    const scene = await openScene(gateway);
    const changed = await fillIn(official, `${scene.path}/reply`, { text: 'Kesho, "saa" <nne>', step: 'change' });
    expect(changed.status).toBe(200);
    expect(changed.text).toContain('>Kesho, &quot;saa&quot; &lt;nne></textarea>');
  });

  it('acts once when its form is sent twice, also at once, and says both times that it was sent', async () => {
    const scene = await openScene(gateway);
    const { carried } = await lookAndSend(scene, 'reply', { text: 'Kesho' });
    const again = { text: 'Kesho', ...carried, step: 'send' };
    const answers = await Promise.all([1, 2, 3].map(() => official.post(`${scene.path}/reply`, again)));
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual(
      answers.map(() => [303, `${scene.path}?done=reply`]),
    );
    expect(await news(scene)).toHaveLength(1);
  });

  it('loses no words that were changed after going back: they are another answer', async () => {
    const scene = await openScene(gateway);
    const { carried } = await lookAndSend(scene, 'reply', { text: 'Kesho' });
    await official.post(`${scene.path}/reply`, { text: 'Keshokutwa', ...carried, step: 'send' }).expect(303);
    const told = await news(scene);
    expect(told).toHaveLength(2);
    expect(told[1]).toContain('Keshokutwa');
  });

  it('says why it cannot go, and keeps 20 kB', async () => {
    const scene = await openScene(gateway);
    const text = `${'Maji hayatoki kabisa. '.repeat(1_000)}Mwisho`;
    const refused = await fillIn(official, `${scene.path}/reply`, { text, step: 'look' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('<title>Error: ');
    expect(refused.text).toContain('The answer was not sent');
    expect(refused.text).toContain('at most 4000 go');
    expect(refused.text).toContain(text);
    expect(await news(scene)).toEqual([]);
  });

  it.each(['look', 'send'])('never goes out as more than ten SMS (%s)', async (step) => {
    const scene = await openScene(gateway);
    const refused = await fillIn(official, `${scene.path}/reply`, { text: 'x'.repeat(1_600), step });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('This takes 11 SMS; at most 10 go.');
    expect(await news(scene)).toEqual([]);
  });

  it('must be something', async () => {
    const scene = await openScene(gateway);
    const refused = await fillIn(official, `${scene.path}/resolve`, { text: ' \r\n ', step: 'look' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('Write something.');
  });

  it('goes to nobody where she stayed anonymous, and the preview says so', async () => {
    const scene = await openScene(gateway, { anonymous: true });
    const preview = await fillIn(official, `${scene.path}/reply`, { text: 'Kesho', step: 'look' });
    expect(preview.text).toContain('No SMS goes out');
    const page = await official.get(scene.path).expect(200);
    expect(page.text).toContain('None: anonymous');
  });
});

describe('saved answers', () => {
  beforeAll(async () => {
    const programme = gateway.deps.programmes.byName('kenya-coast');
    const category = programme?.categories.get('WATER');
    const other = programme?.categories.get('HEALTH');
    const row = (n: number, title: string, texts: object, categoryId: string | null) => ({
      id: `00000000-0000-7000-8000-00000000000${n}`,
      programme_id: programme?.id ?? '',
      title,
      category_id: categoryId,
      texts: JSON.stringify(texts),
      changed_at: gateway.deps.now(),
      retired_at: null,
    });
    await gateway.deps.db
      .insertInto('saved_replies')
      .values([
        row(1, 'Plumber comes', { sw: 'Fundi atakuja kesho.', en: 'A plumber comes tomorrow.' }, category?.id ?? null),
        row(2, 'English only', { en: 'The pump is broken.' }, null),
        row(3, 'For health', { sw: 'Dawa zitakuja.' }, other?.id ?? null),
      ])
      .execute();
  });

  it('are offered for the kind of report, in its language, behind what was typed', async () => {
    const scene = await openScene(gateway);
    const page = await official.get(`${scene.path}/reply`).expect(200);
    expect(page.text).toContain('Plumber comes</option>');
    expect(page.text).not.toContain('For health');
    expect(page.text).toContain('The citizen reads Kiswahili.');
    const saved = '00000000-0000-7000-8000-000000000001';
    const begun = await fillIn(official, `${scene.path}/reply`, { text: 'Habari.', saved, step: 'start' });
    expect(begun.text).toContain('>Habari.\n\nFundi atakuja kesho.</textarea>');
  });

  it('fall back to another language and say so', async () => {
    const scene = await openScene(gateway);
    const saved = '00000000-0000-7000-8000-000000000002';
    const begun = await fillIn(official, `${scene.path}/reply`, { saved, step: 'start' });
    expect(begun.text).toContain('>The pump is broken.</textarea>');
    expect(begun.text).toContain('This saved answer is not there in Kiswahili. What stands below is English');
  });
});

describe('the other actions', () => {
  it('acknowledge: one press from the report', async () => {
    const scene = await openScene(gateway);
    const page = await official.get(scene.path).expect(200);
    const form = /<form method="post" action="[^"]*\/acknowledge">[\s\S]*?<\/form>/.exec(page.text)?.[0] ?? '';
    const fields = { once: hiddenIn(form, 'once'), seen: hiddenIn(form, 'seen'), step: 'send' };
    await official.post(`${scene.path}/acknowledge`, fields).expect(303);
    const [sms] = await news(scene);
    expect(sms).toContain(showReference(scene.grievance.reference));
    expect((await readGrievance(gateway, scene.grievance.id)).status).toBe('acknowledged');
  });

  it('note: kept, and no word of it to the citizen', async () => {
    const scene = await openScene(gateway);
    const kept = await fillIn(official, `${scene.path}/note`, { text: 'Ask the archive', step: 'send' });
    expect(kept.headers.location).toBe(`${scene.path}?done=note`);
    const page = await official.get(scene.path);
    expect(page.text).toContain('bubble bubble--note');
    expect(await news(scene)).toEqual([]);
  });

  it('assign: to a colleague, who is shown with what she has and when she is away', async () => {
    const scene = await openScene(gateway);
    const colleague = await addAccount(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: MOMBASA,
      name: 'Salim Ali',
    });
    await gateway.deps.db
      .updateTable('accounts')
      .set({ absent_from: '2026-11-01', absent_until: '2026-12-05' })
      .where('id', '=', colleague)
      .execute();
    const form = await official.get(`${scene.path}/assign`).expect(200);
    expect(form.text).toContain('Salim Ali');
    expect(form.text).toContain('0 open, away until 5 Dec');
    const given = await fillIn(official, `${scene.path}/assign`, { account: colleague, step: 'send' });
    expect(given.headers.location).toBe(`${scene.path}?done=assign`);
    const page = await official.get(scene.path);
    expect(page.text).toContain('Given to Salim Ali');
    expect(await news(scene)).toEqual([]);
    const stranger = await addAccount(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: 'water_company@KE.002',
    });
    const refused = await fillIn(official, `${scene.path}/assign`, { account: stranger, step: 'send' });
    expect(refused.status).toBe(422);
  });

  it('transfer: to an office that was looked for, after a look at it, and then it is gone from here', async () => {
    const scene = await openScene(gateway);
    const found = await fillIn(official, `${scene.path}/transfer`, { find: 'Kwale', text: 'Theirs', step: 'find' });
    expect(found.text).toContain('Kwale Water Company (KWAWASCO)');
    expect(found.text).toContain('>Theirs</textarea>');
    expect(found.text).not.toContain(`value="${MOMBASA}"`);
    const fields = { office: 'water_company@KE.002', find: 'Kwale', text: 'Theirs' };
    const { preview, sent, carried } = await lookAndSend(scene, 'transfer', fields);
    expect(sent.headers.location).toBe(`${scene.path}/gone?done=transfer`);
    expect(await news(scene)).toEqual([previewed(preview.text)]);
    const gone = await official.get(sent.headers.location ?? '').expect(200);
    expect(gone.text).toContain('Kwale Water Company (KWAWASCO)');
    await official.get(scene.path).expect(404);
    const again = await official.post(`${scene.path}/transfer`, { ...fields, ...carried, step: 'send' });
    expect([again.status, again.headers.location]).toEqual([303, `${scene.path}/gone?done=transfer`]);
    expect(await news(scene)).toHaveLength(1);
  });

  it('transfer: says when no office is found, and when none was chosen', async () => {
    const scene = await openScene(gateway);
    const nothing = await fillIn(official, `${scene.path}/transfer`, { find: 'Atlantis', step: 'find' });
    expect(nothing.text).toContain('No office is found for “Atlantis”.');
    const refused = await fillIn(official, `${scene.path}/transfer`, { text: 'x', step: 'look' });
    expect(refused.status).toBe(422);
    const madeUp = await fillIn(official, `${scene.path}/transfer`, { text: 'x', office: MOMBASA, step: 'send' });
    expect(madeUp.status).toBe(422);
  });

  it('hand back: to the next office the rules name', async () => {
    const scene = await openScene(gateway);
    const { sent } = await lookAndSend(scene, 'hand-back', { text: 'Not our pipe' });
    expect(sent.headers.location).toBe(`${scene.path}/gone?done=hand-back`);
    expect((await readHistory(gateway, scene.grievance.id)).at(-1)).toBe('handed_back');
    expect(await news(scene)).toHaveLength(1);
  });

  it('reopen: what was resolved', async () => {
    const scene = await openScene(gateway);
    await lookAndSend(scene, 'resolve', { text: 'Tayari' });
    const opened = await fillIn(official, `${scene.path}/reopen`, { text: 'Wrong pipe', step: 'send' });
    expect(opened.headers.location).toBe(`${scene.path}?done=reopen`);
    expect((await readGrievance(gateway, scene.grievance.id)).status).toBe('routed');
  });

  it('merge: both are seen side by side, then one goes on', async () => {
    const scene = await openScene(gateway, { text: 'Hakuna maji hapa' });
    const other = await openScene(gateway, { text: 'Maji yamekatika' });
    const into = showReference(other.grievance.reference);
    const { preview, sent } = await lookAndSend(scene, 'merge', { into });
    expect(preview.text).toContain('Hakuna maji hapa');
    expect(preview.text).toContain('Maji yamekatika');
    expect(sent.headers.location).toBe(`${scene.path}?done=merge`);
    expect((await readGrievance(gateway, scene.grievance.id)).merged_into_id).toBe(other.grievance.id);
    const sms = await news(scene);
    expect(sms).toEqual([previewed(preview.text.slice(preview.text.lastIndexOf('<div class="preview"')))]);
    expect(sms[0]).toContain(showReference(other.grievance.reference));
  });

  it.each([
    ['1234', 'A reference has eight digits.'],
    ['48217730', 'Its check digit does not fit.'],
  ])('merge: into %s is refused with its reason', async (into, message) => {
    const scene = await openScene(gateway);
    const refused = await fillIn(official, `${scene.path}/merge`, { into, step: 'look' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(message);
  });

  it('merge: not into itself, nor into what she may not see', async () => {
    const scene = await openScene(gateway);
    const elsewhere = await openScene(gateway, { area: 'KE.002.010.0045' });
    for (const into of [scene.grievance.reference, elsewhere.grievance.reference]) {
      const refused = await fillIn(official, `${scene.path}/merge`, { into, step: 'look' });
      expect(refused.status).toBe(422);
    }
  });
});

describe('two at once', () => {
  it('a page that is not up to date any more sends nothing, shows what happened, and sends it all the same', async () => {
    const scene = await openScene(gateway);
    const preview = await fillIn(official, `${scene.path}/reply`, { text: 'Kesho', step: 'look' });
    const carried = { once: hiddenIn(preview.text, 'once'), seen: hiddenIn(preview.text, 'seen') };
    const citizen = citizenOn('sms');
    const key = { id: scene.grievance.id };
    await transact(gateway.deps, (tx) =>
      addCitizenMessage(gateway.deps, tx, citizen, key, { text: 'Maji yamerudi', isQuiet: true }),
    );
    const refused = await official.post(`${scene.path}/reply`, { text: 'Kesho', ...carried, step: 'send' });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('Something has happened since you opened this report');
    expect(refused.text).toContain('Maji yamerudi');
    expect(refused.text).toContain('Kesho');
    expect(refused.text).not.toContain('Hatuna maji');
    expect(await news(scene)).toEqual([]);
    const fresh = { once: hiddenIn(refused.text, 'once'), seen: hiddenIn(refused.text, 'seen') };
    expect(fresh.once).toBe(carried.once);
    await official.post(`${scene.path}/reply`, { text: 'Kesho', ...fresh, step: 'send' }).expect(303);
    expect(await news(scene)).toHaveLength(1);
  });

  it('one of two officials wins, and the other is told who did what', async () => {
    const scene = await openScene(gateway);
    const other = await openPerson(gateway, {
      programme: 'kenya-coast',
      role: 'official',
      office: MOMBASA,
      name: 'Halima Juma',
    });
    const send = async (person: Person, text: string) => {
      const form = await person.get(`${scene.path}/resolve`).expect(200);
      return {
        person,
        fields: { once: hiddenIn(form.text, 'once'), seen: hiddenIn(form.text, 'seen'), text, step: 'send' },
      };
    };
    const both = await Promise.all([send(official, 'Tayari moja'), send(other, 'Tayari mbili')]);
    const done = await Promise.all(both.map(({ person, fields }) => person.post(`${scene.path}/resolve`, fields)));
    expect(done.map(({ status }) => status).sort()).toEqual([303, 409]);
    const lost = done.find(({ status }) => status === 409);
    expect(lost?.text).toContain('This cannot be done any more');
    expect(lost?.text).toContain('Tayari moja');
    expect(lost?.text).toContain('Tayari mbili');
    expect(await news(scene)).toHaveLength(1);
  });

  it('words are kept also where the report went to another office meanwhile', async () => {
    const scene = await openScene(gateway);
    const form = await official.get(`${scene.path}/reply`).expect(200);
    const fields = { once: hiddenIn(form.text, 'once'), seen: hiddenIn(form.text, 'seen') };
    await fillIn(await openPerson(gateway, { programme: 'kenya-coast', role: 'admin' }), `${scene.path}/transfer`, {
      office: 'water_company@KE.002',
      find: 'Kwale',
      text: 'Theirs',
      step: 'send',
    });
    const lost = await official.post(`${scene.path}/reply`, { ...fields, text: 'Nilikuwa naandika', step: 'send' });
    expect(lost.status).toBe(404);
    expect(lost.text).toContain('Nilikuwa naandika');
  });

  it('a form that was made up has seen nothing', async () => {
    const scene = await openScene(gateway);
    const made = await official.post(`${scene.path}/reply`, { text: 'Kesho', once: 'x', seen: "'; --", step: 'send' });
    expect(made.status).toBe(409);
    expect(await news(scene)).toEqual([]);
  });

  it('what only colleagues see does not stand in the way of one who wrote it herself', async () => {
    const scene = await openScene(gateway);
    const form = await official.get(`${scene.path}/reply`).expect(200);
    const fields = { once: hiddenIn(form.text, 'once'), seen: hiddenIn(form.text, 'seen') };
    const actor = { kind: 'official', id: official.id, channel: 'console' } as const;
    await addNote(gateway.deps, actor, { id: scene.grievance.id }, { text: 'Mine' });
    await official.post(`${scene.path}/reply`, { ...fields, text: 'Kesho', step: 'send' }).expect(303);
    await reply(gateway.deps, SYSTEM, { id: scene.grievance.id }, { text: 'Kesho kutwa' });
    expect(await news(scene)).toHaveLength(2);
  });
});

describe('a session that ends in mid-reply', () => {
  it('loses no word: after signing in again the same form goes on, and is sent once', async () => {
    const signIn = 'halima';
    const person = await openPerson(gateway, { programme: 'kenya-coast', role: 'official', office: MOMBASA, signIn });
    const password_hash = await hashPassword('a long enough password');
    await gateway.deps.db.updateTable('accounts').set({ password_hash }).where('id', '=', person.id).execute();
    const scene = await openScene(gateway);
    const form = await person.get(`${scene.path}/reply`).expect(200);
    const fields = { once: hiddenIn(form.text, 'once'), seen: hiddenIn(form.text, 'seen'), text: 'Kesho saa nne' };
    await gateway.deps.db
      .updateTable('account_sessions')
      .set({ ends_at: gateway.deps.now() })
      .where('account_id', '=', person.id)
      .execute();
    // By this name browsers keep our cookie without HTTPS, so that the page offers to sign in.
    const asked = await person.post(`${scene.path}/reply`, { ...fields, step: 'send' }).set('host', 'localhost');
    expect(asked.status).toBe(401);
    expect(await news(scene)).toEqual([]);
    const lost = { lost: hiddenIn(asked.text, 'lost'), sign_in: signIn, password: 'a long enough password' };
    const signedIn = await person.post('/console/sign-in', lost).set('host', 'localhost');
    expect(signedIn.text).toContain('Kesho saa nne');
    expect(hiddenIn(signedIn.text, 'once')).toBe(fields.once);
    const kept = { ...fields, text: hiddenIn(signedIn.text, 'text'), step: hiddenIn(signedIn.text, 'step') };
    const [cookie = ''] = signedIn.get('set-cookie') ?? [];
    const sent = request(gateway.app).post(`${scene.path}/reply`).set({ cookie, 'sec-fetch-site': 'same-origin' });
    await sent.type('form').send(kept).expect(303);
    expect(await news(scene)).toEqual([expect.stringContaining('Kesho saa nne')]);
  });
});

describe('who may', () => {
  it('an observer reads no words and finds nothing to do', async () => {
    const scene = await openScene(gateway, { text: 'Siri ya mtaa' });
    await lookAndSend(scene, 'reply', { text: 'Jibu la ofisi' });
    const observer = await openPerson(gateway, { programme: 'kenya-coast', role: 'observer' });
    const page = await observer.get(scene.path).expect(200);
    for (const secret of ['Siri ya mtaa', 'Jibu la ofisi', 'Fatuma', '/reply"'])
      expect(page.text).not.toContain(secret);
    expect(page.text).toContain('Observers do not see the words.');
    await observer.get(`${scene.path}/reply`).expect(403);
  });

  it('a report that is not hers and one that is not there are the same page', async () => {
    const theirs = await openScene(gateway, { area: 'KE.002.010.0045' });
    const unknown = makeReference();
    const shown = await Promise.all(
      [theirs.grievance.reference, unknown].map((one) => official.get(`/console/reports/${one}`)),
    );
    expect(shown.map(({ status }) => status)).toEqual([404, 404]);
    expect(shown[0]?.text).toBe(shown[1]?.text);
    const wrong = await official.get(
      `/console/reports/${theirs.grievance.reference.slice(0, 7)}${(Number(theirs.grievance.reference.slice(-1)) + 1) % 10}`,
    );
    expect(wrong.status).toBe(404);
    expect(wrong.text).toContain('A digit of this reference is wrong');
    expect((await official.get(`/console/reports/${LIKONI_WARD}`)).status).toBe(404);
  });

  it('nobody answers a sealed report from here', async () => {
    const sealed = await openScene(gateway, { category: 'HEALTH.FEES' });
    const focal = await openPerson(gateway, { programme: 'kenya-coast', role: 'focal', stream: 'integrity' });
    for (const action of ['', '/reply', '/resolve']) {
      const answer = await focal.get(`${sealed.path}${action}`);
      expect([answer.status, answer.headers.location]).toEqual([303, `/console/sealed/${sealed.grievance.reference}`]);
    }
    const sent = await focal.post(`${sealed.path}/reply`, { text: 'I know who you are', step: 'send' });
    expect(sent.status).toBe(303);
    expect(await gateway.inbox(sealed.phone)).toEqual([]);
    expect(await readHistory(gateway, sealed.grievance.id)).not.toContain('replied');
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Grievance, GrievanceEvent } from '../../../src/db/schema.ts';
import { countSegments } from '../../../src/encoding.ts';
import { showReference } from '../../../src/grievances/reference.ts';
import { type Gateway, openGateway } from '../../support/gateway.ts';
import { readGrievance } from '../../support/report.ts';
import { createTexters, english, eventsOf, type Texter } from '../texters.ts';
import { employ, filed, messagesOf, momentOf, officeOf } from './desk.ts';

let gateway: Gateway;
const newTexter = createTexters(() => gateway);
let citizen: Texter;
let official: Texter;
let officialId: string;
let report: Grievance;
/** Its number as it is shown. */
let shown: string;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());
beforeEach(async () => {
  citizen = newTexter();
  await english(citizen);
  report = await filed(gateway, citizen);
  shown = showReference(report.reference);
  official = newTexter();
  officialId = await employ(gateway, official, {
    role: 'official',
    office: officeOf(gateway, report),
    name: 'Ali Hassan',
  });
  // Nobody else has it: what is tested here is not who gets it.
  await gateway.deps.db.updateTable('grievances').set({ assignee_id: null }).execute();
});

const row = () => readGrievance(gateway, report.id);
const typesOf = async () => (await eventsOf(gateway, report.id)).map(({ type }) => type);

async function lastEvent(type: string): Promise<GrievanceEvent | undefined> {
  const { db } = gateway.deps;
  const events = db.selectFrom('grievance_events').selectAll().where('grievance_id', '=', report.id);
  return events.where('type', '=', type).orderBy('id', 'desc').executeTakeFirst();
}

describe('what an official sends', () => {
  it('ACK: she is told the due date, the citizen that somebody has read it, and the history who and how', async () => {
    const due = momentOf(gateway, report.respond_by);
    expect(await official.text(`ACK ${report.reference}`)).toEqual([
      `Majibu ${shown} No water, Mtongwe: acknowledged. First answer due ${due}.`,
    ]);
    expect(await citizen.news()).toEqual([expect.stringContaining('is working on it')]);
    expect(await row()).toMatchObject({ status: 'acknowledged' });
    expect(await lastEvent('acknowledged')).toMatchObject({
      actor_kind: 'official',
      actor_id: officialId,
      channel: 'sms',
      source: expect.stringMatching(/^sms-/),
    });
  });

  it('REPLY: the citizen reads her words, and she until when it is to be fixed', async () => {
    const [echo] = await official.text(`reply ${shown}: Two men come at two.`);
    const { resolve_by: resolveBy } = await row();
    const due = momentOf(gateway, resolveBy);
    expect(echo).toBe(`Majibu ${shown} No water, Mtongwe: answer sent. To be fixed by ${due}.`);
    expect(await citizen.news()).toEqual([expect.stringMatching(/: Two men come at two\.$/)]);
    expect(await lastEvent('replied')).toMatchObject({ data: { text: 'Two men come at two.' }, channel: 'sms' });
  });

  it('ASK: the clock stops, the citizen answers by SMS, and READ brings her answer', async () => {
    const [echo] = await official.text(`ASK ${report.reference} Which street?`);
    expect(echo).toContain('question sent. Your time stops until the answer comes, at most until ');
    expect(await row()).toMatchObject({ status: 'awaiting_citizen' });
    expect(await citizen.news()).toEqual([expect.stringContaining('asks: Which street?')]);
    await citizen.text('Behind the mosque');
    expect(await row()).toMatchObject({ status: 'acknowledged' });
    expect(await official.news()).toEqual([expect.stringContaining('your question is answered')]);
    const [words] = await official.text(`READ ${report.reference}`);
    expect(words).toMatch(/being worked on, .+: No water since Monday\nAdded: Behind the mosque$/);
  });

  it('FIXED: the citizen is asked, and REOPEN mends it as the echo says', async () => {
    const [echo = ''] = await official.text(`FIXED ${report.reference} The pipe is closed.`);
    expect(echo).toContain('marked as fixed. The citizen is asked whether it is true. Wrong? Send REOPEN');
    expect(await citizen.news()).toEqual([expect.stringContaining('Is it fixed? Reply 1 yes, 2 no')]);
    const [, mend = ''] = /Send (REOPEN \d{8})$/.exec(echo) ?? [];
    expect(await official.text(mend)).toEqual([`Majibu ${shown}: Write why it is open again.`]);
    expect((await official.text('It was another pipe'))[0]).toContain(': open again. ');
    expect(await row()).toMatchObject({ status: 'routed', outcome: null });
    expect(await citizen.news()).toEqual([expect.stringContaining('is open again')]);
  });

  it('PASS: the next office by the rules has it, or triage, and it is not hers any more', async () => {
    const [echo = ''] = await official.text(`PASS ${report.reference} not our pipes`);
    expect(echo).toMatch(/: passed on\. (It is with .+ now|Triage will choose an office)\.$/);
    expect((await row()).office_id).not.toBe(report.office_id);
    expect(await lastEvent('handed_back')).toMatchObject({ actor_id: officialId, channel: 'sms' });
    expect((await official.text(`READ ${report.reference}`))[0]).toContain('You have no report');
  });

  it('LIST: the most urgent first, at most three, never a number or a name', async () => {
    expect(await official.text('list')).toEqual([
      expect.stringMatching(/^\d{4} \d{4} No water, Mtongwe: (today|tomorrow) /),
    ]);
    for (let more = 0; more < 4; more += 1) await filed(gateway, newTexter());
    await gateway.deps.db.updateTable('grievances').set({ assignee_id: null }).execute();
    const [text = ''] = await official.text('LIST');
    const lines = text.split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[3]).toMatch(/^and \d+ more: dial \*384\*2101#$/);
    expect(countSegments(text)).toBeLessThanOrEqual(2);
    expect(text).not.toMatch(/\+|254713|0713/);
  });

  it('LIST LATE: what is late, by how much', async () => {
    expect(await official.text('LIST LATE')).toEqual([expect.stringMatching(/Nothing of yours is late|late/)]);
    const due = new Date(gateway.deps.now().getTime() - 2 * 86_400_000);
    await gateway.deps.db.updateTable('grievances').set({ due_by: due }).where('id', '=', report.id).execute();
    expect((await official.text('list late'))[0]).toContain(`${shown} No water, Mtongwe: 2 days late`);
  });

  it('READ: her words in three SMS at most, and a copy of nothing else', async () => {
    await gateway.deps.db
      .updateTable('grievances')
      .set({ text: `Dry. ${'The tap is dry again. '.repeat(60)}` })
      .where('id', '=', report.id)
      .execute();
    const [text = ''] = await official.text(`READ ${report.reference}`);
    expect(text).toMatch(new RegExp(`^${shown} No water, Mtongwe, not acknowledged yet, .+: Dry\\. The tap`));
    expect(countSegments(text)).toBe(3);
  });

  it('HELP: what officials can send, and then what citizens can', async () => {
    const [desk, citizens, ...more] = await official.text('HELP');
    expect(desk).toMatch(/^For officials: LIST .+ \*384\*2101#$/);
    expect(citizens).toMatch(/RIPOTI|REPORT/);
    expect(more).toEqual([]);
  });

  it('several in a row: each gets its own echo, in order', async () => {
    const other = await filed(gateway, newTexter());
    await official.send(`ACK ${report.reference}`);
    await official.send(`REPLY ${report.reference} We come today`);
    await official.send(`ACK ${other.reference}`);
    await official.send('LIST');
    const echoes = (await official.news()).filter((text) => !text.includes('is yours now'));
    expect(echoes).toEqual([
      expect.stringContaining(`${shown} No water, Mtongwe: acknowledged`),
      expect.stringContaining(`${shown} No water, Mtongwe: answer sent`),
      expect.stringContaining(`${showReference(other.reference)} No water, Mtongwe: acknowledged`),
      expect.stringContaining('No water, Mtongwe: '),
    ]);
  });
});

describe('forgiving', () => {
  it('asks for words that are missing, once, and takes the next SMS as them', async () => {
    expect(await official.text(`REPLY ${report.reference}`)).toEqual([
      `Majibu ${shown}: Write your answer to the citizen.`,
    ]);
    expect(await typesOf()).not.toContain('replied');
    expect((await official.text('We come tomorrow'))[0]).toContain('answer sent');
    expect(await lastEvent('replied')).toMatchObject({ data: { text: 'We come tomorrow' } });
    // The one after it is a citizen's text again.
    await citizen.news();
    await official.text('The road is broken');
    expect(await citizen.news()).toEqual([]);
  });

  it('does not take an order, a keyword, a bare number, or words of another hour for the words that were missing', async () => {
    await official.text(`REPLY ${report.reference}`);
    expect((await official.text(`ACK ${report.reference}`))[0]).toContain('acknowledged');
    for (const between of ['STATUS', '1', 'STOP']) {
      await official.text(`REPLY ${report.reference}`);
      await official.text(between);
    }
    await official.text('START');
    await official.text(`REPLY ${report.reference}`);
    await gateway.pass(1.1);
    await official.news();
    await official.text('We come tomorrow');
    expect(await typesOf()).not.toContain('replied');
  });

  it('says what is wrong with a number, and asks for one that is missing', async () => {
    const wrong = report.reference.slice(0, 7) + ((Number(report.reference[7]) + 1) % 10);
    expect(await official.text(`ACK ${wrong}`)).toEqual([expect.stringContaining('wrong digit')]);
    expect(await official.text('ACK 482177')).toEqual([expect.stringContaining('check the eight digits')]);
    expect(await official.text('ACK')).toEqual(['Of which report? Send ACK and its eight digits.']);
    expect(await official.text(`${shown} we come today`)).toEqual([expect.stringContaining('Begin with READ, ACK')]);
    expect(await typesOf()).toEqual(expect.not.arrayContaining(['acknowledged', 'replied']));
  });

  it('refuses words that no SMS to a citizen holds', async () => {
    expect(await official.text(`REPLY ${report.reference} ${'long '.repeat(300)}`)).toEqual([
      expect.stringContaining('too long'),
    ]);
    expect(await citizen.news()).toEqual([]);
  });

  it('takes no words of violence or bribes for those that were missing', async () => {
    await official.text(`REPLY ${report.reference}`);
    await official.text('My uncle beats me every night');
    expect(await citizen.news()).toEqual([]);
    expect(await typesOf()).not.toContain('replied');
    // With its number she can say what she has to say.
    await official.text(`REPLY ${report.reference} The police know that he beats people`);
    expect(await citizen.news()).toHaveLength(1);
  });

  it('takes shorter words by themselves, once it has asked for them', async () => {
    await official.text(`REPLY ${report.reference} ${'long '.repeat(300)}`);
    expect((await official.text('We come tomorrow'))[0]).toContain('answer sent');
    expect(await citizen.news()).toEqual([expect.stringMatching(/: We come tomorrow$/)]);
    expect(await official.grievances()).toEqual([]);
  });

  it('takes a long reason, which goes to nobody by SMS', async () => {
    expect((await official.text(`PASS ${report.reference} ${'not our pipe '.repeat(90)}`))[0]).toContain('passed on');
  });

  it('sends no citizen what she asks as a citizen herself, while her words are missing', async () => {
    for (const own of [`STATUS ${report.reference}`, 'LANG English', 'RATE 104 5']) {
      await official.text(`REPLY ${report.reference}`);
      await official.text(own);
    }
    expect(await citizen.news()).toEqual([]);
    expect(await typesOf()).not.toContain('replied');
  });

  it.each(['CLOSE', 'Funga', 'dont', 'not fixed', 'The pipe at'])(
    '%s is no word of ours: of a report of hers she is asked what is to be done, and nothing is',
    async (words) => {
      expect(await official.text(`${words} ${report.reference} it is done`)).toEqual([
        expect.stringContaining('Begin with READ, ACK'),
      ]);
      expect(await row()).toMatchObject({ status: 'routed' });
      expect(await official.grievances()).toEqual([]);
      const stranger = newTexter();
      await english(stranger);
      expect((await stranger.text(`${words} ${report.reference} it is done`)).join()).not.toContain('READ');
    },
  );

  it('says of what cannot be done where the report stands', async () => {
    expect(await official.text(`REOPEN ${report.reference} why not`)).toEqual([
      expect.stringMatching(/not acknowledged yet, .+ That is not possible now\.$/),
    ]);
  });

  it('tells why a question cannot be asked', async () => {
    await official.text(`ASK ${report.reference} Which street?`);
    await citizen.news();
    await citizen.text('2');
    await official.news();
    expect(await official.text(`ASK ${report.reference} Which house?`)).toEqual([
      `Majibu ${shown}: the citizen does not want you to wait. Please answer.`,
    ]);
    await citizen.text('STOP');
    await gateway.deps.db.updateTable('grievances').set({ objected_at: null }).where('id', '=', report.id).execute();
    expect(await official.text(`ASK ${report.reference} Which town?`)).toEqual([
      `Majibu ${shown}: nobody can be asked, there is no number to write to.`,
    ]);
    // What was begun for it is taken back, and nothing else.
    expect(await row()).toMatchObject({ status: 'acknowledged' });
  });

  it('does not talk to a machine for ever, and is there again an hour later', async () => {
    const answers: number[] = [];
    for (let turn = 0; turn < 8; turn += 1) answers.push((await official.text('Seen')).length);
    expect(answers).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
    expect((await official.text(`ACK ${report.reference}`))[0]).toContain('acknowledged');
    await gateway.pass(1.1);
    await official.news();
    expect(await official.text('Seen')).toHaveLength(1);
  });

  it('acts once on an SMS that comes twice', async () => {
    const id = crypto.randomUUID();
    await official.text(`REPLY ${report.reference} We come today`, { id });
    await official.text(`REPLY ${report.reference} We come today`, { id });
    expect((await typesOf()).filter((type) => type === 'replied')).toHaveLength(1);
  });
});

describe('who it is', () => {
  it('is a citizen too: her keywords and her own words mean what they mean for everybody', async () => {
    expect((await official.text('STATUS'))[0]).toMatch(/no open reports|Huna ripoti/);
    await official.text('LANG ENGLISH');
    await official.text('REPORT no water in Mtongwe since Monday');
    expect(await official.grievances()).toHaveLength(1);
    // Her work goes on after STOP: that is a citizen's.
    expect(await official.text('STOP')).toEqual([
      expect.stringContaining('your work go on'),
      expect.stringContaining('START'),
    ]);
    expect((await official.text(`ACK ${report.reference}`)).at(-1)).toContain('acknowledged');
  });

  it('is kept on every SMS of her work, and on none of a citizen', async () => {
    await official.text('LIST');
    await official.text(`ACK ${report.reference}`);
    await official.text('STATUS');
    const messages = await messagesOf(gateway, official.phone);
    const work = messages.filter(({ text }) => /LIST|ACK|acknowledged|No water/.test(text));
    expect(work.length).toBeGreaterThanOrEqual(4);
    expect(work.filter(({ account_id: id, citizen_id: citizenId }) => id !== officialId || citizenId !== null)).toEqual(
      [],
    );
    const hers = messages.filter(({ text }) => text === 'STATUS' || /no open reports/.test(text));
    expect(hers).toHaveLength(2);
    expect(hers.filter(({ account_id: id, citizen_id: citizenId }) => id !== null || citizenId === null)).toEqual([]);
  });

  it('is nobody: the same words from any other phone are a text like others, and reveal nothing', async () => {
    const stranger = newTexter();
    await english(stranger);
    for (const words of [`ACK ${report.reference}`, `READ ${shown}`, `FIXED ${report.reference} done by me`]) {
      expect((await stranger.text(words)).join()).not.toMatch(/Majibu \d|No water|Mtongwe|acknowledged|fixed\./);
    }
    expect((await stranger.text('LIST')).join()).not.toContain('Mtongwe');
    expect((await stranger.text('HELP')).join()).not.toContain('officials');
    expect(await row()).toMatchObject({ status: 'routed' });
  });

  it('is nobody any more once the account is disabled, nor in another programme', async () => {
    const { db } = gateway.deps;
    await db.updateTable('accounts').set({ disabled_at: gateway.deps.now() }).where('id', '=', officialId).execute();
    await official.text(`ACK ${report.reference}`);
    expect(await row()).toMatchObject({ status: 'routed' });
  });

  it('is written to in the language of the account, whatever she chose as a citizen', async () => {
    await gateway.deps.db.updateTable('accounts').set({ language: 'sw' }).where('id', '=', officialId).execute();
    await english(official);
    expect((await official.text(`POKEA ${report.reference}`))[0]).toMatch(/: imepokewa\. Jibu la kwanza kabla ya /);
  });

  it('is a supervisor: her list is her whole area', async () => {
    const supervisor = newTexter();
    await employ(gateway, supervisor, { role: 'supervisor', area: 'KE.001' });
    expect((await supervisor.text('LIST'))[0]).toMatch(/^\d{4} \d{4} No water, Mtongwe/);
    expect((await supervisor.text(`ACK ${report.reference}`))[0]).toContain('acknowledged');
    const elsewhere = newTexter();
    await employ(gateway, elsewhere, { role: 'supervisor', area: 'KE.003' });
    expect((await elsewhere.text(`READ ${report.reference}`))[0]).toContain('You have no report');
  });
});

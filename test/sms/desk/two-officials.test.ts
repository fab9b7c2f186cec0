import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Grievance } from '../../../src/db/schema.ts';
import { showReference } from '../../../src/grievances/reference.ts';
import { reply } from '../../../src/grievances/reply.ts';
import { interpretSms } from '../../../src/sms/interpret-sms.ts';
import { type Gateway, openGateway } from '../../support/gateway.ts';
import { readGrievance } from '../../support/report.ts';
import { createTexters, english, eventsOf, type Texter } from '../texters.ts';
import { employ, filed, officeOf } from './desk.ts';

let gateway: Gateway;
const newTexter = createTexters(() => gateway);
let citizen: Texter;
let ali: Texter;
let fatuma: Texter;
let report: Grievance;
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
  const office = officeOf(gateway, report);
  [ali, fatuma] = [newTexter(), newTexter()];
  await employ(gateway, ali, { role: 'official', office, name: 'Ali Hassan' });
  await employ(gateway, fatuma, { role: 'official', office, name: 'Fatuma Said' });
});

const countOf = async (type: string) =>
  (await eventsOf(gateway, report.id)).filter((event) => event.type === type).length;

/** Both SMS come in before either is read, and both are read at the same moment. */
async function atOnce(one: string, other: string): Promise<[string[], string[]]> {
  await ali.send(one);
  await fatuma.send(other);
  const received = gateway.waiting.splice(0).filter(({ job }) => job === 'interpret-sms');
  expect(received).toHaveLength(2);
  await Promise.all(received.map(({ id }) => interpretSms(gateway.deps, id)));
  return [await ali.news(), await fatuma.news()];
}

it.each([
  ['ACK', 'acknowledged', 'acknowledged'],
  ['FIXED', 'resolved', 'marked as fixed'],
])('at once %s: one wins, the other is told who it was and that nothing was changed', async (verb, event, did) => {
  const heard = await atOnce(`${verb} ${report.reference} all done`, `${verb} ${report.reference} done here`);
  expect(await countOf(event)).toBe(1);
  expect(await citizen.news()).toHaveLength(1);
  const echoes = heard.flat();
  const lost = echoes.filter((text) => text.includes(' already ('));
  expect(echoes.filter((text) => text.includes(`No water, Mtongwe: ${did}. `))).toHaveLength(1);
  expect(lost).toEqual([
    expect.stringMatching(new RegExp(`^Majibu ${shown}: ${did} already \\((Ali Hassan|Fatuma Said), `)),
  ]);
  // Each is told of the other, not of herself.
  expect(lost[0]).toContain(heard[0].includes(lost[0] ?? '') ? 'Fatuma Said' : 'Ali Hassan');
});

it('at once REPLY: the citizen gets one answer; the other official is told, and may send hers all the same', async () => {
  const heard = await atOnce(`REPLY ${report.reference} We come today`, `REPLY ${report.reference} We come on Friday`);
  expect(await countOf('replied')).toBe(1);
  expect(await citizen.news()).toHaveLength(1);
  const overtaken = heard.flat().filter((text) => text.includes('meanwhile'));
  expect(overtaken).toEqual([
    expect.stringMatching(
      /meanwhile answer sent \((Ali Hassan|Fatuma Said), .+\)\. Yours was not sent\. .+ send it again\.$/,
    ),
  ]);
  const [loser, words] = heard[0].includes(overtaken[0] ?? '') ? [ali, 'We come today'] : [fatuma, 'We come on Friday'];
  expect((await loser.text(`REPLY ${report.reference} ${words}`))[0]).toContain('answer sent. ');
  expect(await citizen.news()).toEqual([expect.stringContaining(words)]);
});

it('words that came by themselves and were held up go out when they come once more, and no others do', async () => {
  await fatuma.text(`READ ${report.reference}`);
  await fatuma.text(`REPLY ${report.reference}`);
  // Not by SMS: hers is the report that was named last.
  await reply(gateway.deps, { kind: 'official', id: null, channel: 'api' }, { id: report.id }, { text: 'By noon' });
  await gateway.pass(0.01);
  expect((await fatuma.text('We come on Friday'))[0]).toContain('Yours was not sent');
  expect((await fatuma.text('We come on Friday'))[0]).toContain('answer sent. ');
  expect(await fatuma.grievances()).toEqual([]);
  await fatuma.text(`REPLY ${report.reference}`);
  await reply(gateway.deps, { kind: 'official', id: null, channel: 'api' }, { id: report.id }, { text: 'By one' });
  expect((await fatuma.text('We come on Monday'))[0]).toContain('Yours was not sent');
  await citizen.news();
  await fatuma.text('My own street is dark');
  expect(await citizen.news()).toEqual([]);
});

it('an answer given since she looked holds hers up; one given before does not, nor does an acknowledgement', async () => {
  await fatuma.text('LIST');
  await fatuma.text(`READ ${report.reference}`);
  await ali.text(`ACK ${report.reference}`);
  expect((await fatuma.text(`REPLY ${report.reference} One`))[0]).toContain('answer sent. ');
  await fatuma.text(`READ ${report.reference}`);
  await ali.text(`READ ${report.reference}`);
  expect((await ali.text(`REPLY ${report.reference} Two`))[0]).toContain('answer sent. ');
  expect((await fatuma.text(`REPLY ${report.reference} Three`))[0]).toContain('meanwhile answer sent (Ali Hassan');
  await ali.text(`REPLY ${report.reference} Four`);
  await fatuma.text(`READ ${report.reference}`);
  expect((await fatuma.text(`FIXED ${report.reference} Five is done`))[0]).toContain('marked as fixed. ');
  expect(await countOf('replied')).toBe(3);
});

it('what was done already is said with who it was: herself, or the citizen', async () => {
  await ali.text(`ACK ${report.reference}`);
  expect((await ali.text(`ACK  ${report.reference}`))[0]).toContain('acknowledged already (you, ');
  await ali.text(`FIXED ${report.reference} pipe closed`);
  await citizen.news();
  await citizen.text('1');
  expect((await fatuma.text(`REPLY ${report.reference} We come`))[0]).toContain(
    'confirmed as fixed already (the citizen, ',
  );
  expect(await readGrievance(gateway, report.id)).toMatchObject({ status: 'closed', outcome: 'confirmed' });
});

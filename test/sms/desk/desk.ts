import type { Grievance, Message } from '../../../src/db/schema.ts';
import { voiceOf } from '../../../src/grievances/texts.ts';
import { indexPhone, type Phone } from '../../../src/phone.ts';
import { addAccount, type NewPerson } from '../../support/console.ts';
import type { Gateway } from '../../support/gateway.ts';
import { fileReport } from '../../support/report.ts';
import type { Texter } from '../texters.ts';

/** A ward of Mombasa, and the office that answers there when the water is gone. */
export const WARD = 'KE.001.005.0021';

/** An official's account on the phone of somebody who texts, who has read what she is told in the morning. */
export async function employ(
  gateway: Gateway,
  person: Texter,
  as: Partial<NewPerson> & Pick<NewPerson, 'role'>,
): Promise<string> {
  const id = await addAccount(gateway, { programme: 'kenya-coast', phone: person.phone, ...as });
  await gateway.pass(1 / 60);
  await person.news();
  return id;
}

/** A report that has come to its office. */
export async function filed(
  gateway: Gateway,
  from: Texter,
  report: { category?: string; area?: string; programme?: string; about?: string } = {},
): Promise<Grievance> {
  const { category = 'WATER.DRY', area = WARD } = report;
  const source = `test-${crypto.randomUUID()}`;
  const { id } = await fileReport(gateway, { ...report, category, area, phone: from.phone, source });
  await gateway.work();
  await from.news();
  return gateway.deps.db.selectFrom('grievances').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** Code of the office that has a report. */
export function officeOf({ deps }: Gateway, { programme_id: programmeId, office_id: officeId }: Grievance): string {
  const office = deps.programmes.byId(programmeId)?.byId.offices.get(officeId ?? '');
  if (!office) throw new Error('no office has it');
  return office.code;
}

/** Every SMS from and to a phone, oldest first. */
export async function messagesOf({ deps }: Gateway, phone: string): Promise<Message[]> {
  return deps.db
    .selectFrom('messages')
    .selectAll()
    .where('phone_index', '=', indexPhone(deps.config.indexKey, phone as Phone))
    .orderBy('id')
    .execute();
}

/** A moment as it is said in English. */
export function momentOf({ deps }: Gateway, at: Date | null): string {
  const programme = deps.programmes.byName('kenya-coast');
  if (!programme || !at) throw new Error('no such moment');
  return voiceOf(programme, 'en').moment(at);
}

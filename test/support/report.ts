import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { fileGrievance } from '../../src/grievances/file-grievance.ts';
import type { Phone } from '../../src/phone.ts';
import type { Gateway } from './gateway.ts';

/** Files one report the way a channel does, without routing it. */
export async function fileReport(
  { deps }: Gateway,
  report: {
    programme?: string;
    category: string;
    area: string;
    phone: string;
    source: string;
    language?: 'en' | 'sw';
    /** Code of the office that it is about. */
    about?: string;
    pin?: string;
  },
): Promise<Grievance> {
  const programme = deps.programmes.byName(report.programme ?? 'kenya-coast');
  const category = programme?.categories.get(report.category);
  const area = programme?.areas.get(report.area);
  if (!programme || !category || !area) throw new Error('no such programme, category or area');
  const language = report.language ?? 'en';
  const about = report.about === undefined ? null : programme.offices.get(report.about);
  if (about === undefined) throw new Error('no such office');
  return transact(deps, async (tx) => {
    const at = { programmeId: programme.id, phone: report.phone as Phone, now: deps.now() };
    const citizen = await rememberCitizen(tx.db, deps.config, at, { language });
    const text = 'No water since Monday';
    const { source } = report;
    return fileGrievance(deps, tx, {
      programme,
      citizenId: citizen.id,
      category,
      area,
      text,
      language,
      channel: 'sms',
      source,
      aboutOffice: about,
      ...(report.pin === undefined ? {} : { pin: report.pin }),
    });
  });
}

/** Reads a grievance again. */
export async function readGrievance({ deps }: Gateway, id: string): Promise<Grievance> {
  return deps.db.selectFrom('grievances').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

/** The kinds of event in its history, oldest first. */
export async function readHistory({ deps }: Gateway, id: string): Promise<string[]> {
  const rows = await deps.db
    .selectFrom('grievance_events')
    .select('type')
    .where('grievance_id', '=', id)
    .orderBy('id')
    .execute();
  return rows.map(({ type }) => type);
}

import { DateTime } from 'luxon';
import { visibleGrievances } from '../accounts/scope.ts';
import { callerOfAccount } from '../accounts/to-account-caller.ts';
import { countDay, countWeek, lockUndigested, markDigested, type Undigested } from '../db/digests.ts';
import { type Tx, transact } from '../db/transact.ts';
import type { Deps } from '../deps.ts';
import { digestTime, isFirstOfWeek } from '../grievances/digest-time.ts';
import { localDay } from '../grievances/local-day.ts';
import { type OfficialTelling, tellOfficial } from '../grievances/tell-official.ts';
import type { Programme } from '../routing/programme.ts';
import { storedHours } from '../routing/stored-settings.ts';

/** People told in one transaction. */
const BATCH = 100;
const FIRST = '00000000-0000-0000-0000-000000000000';
const DAY_MS = 86_400_000;

/**
 * Sends the digests of today that are due: to each official what waits for her, at the begin of her working day; to each
 * supervisor the state of her offices, on the first working day of a week. Nothing to whom nothing waits, or who is away. Each
 * once a day, however often it is run.
 */
export async function sendDigests(deps: Deps, programmeId: string): Promise<void> {
  const programme = deps.programmes.byId(programmeId);
  if (!programme) return;
  const next = (after: string) => transact(deps, (tx) => sendSome(deps, tx, programme, after));
  for (let after = await next(FIRST); after !== null; after = await next(after));
}

/** @returns the id behind which to go on; null: those were the last */
async function sendSome(deps: Deps, tx: Tx, programme: Programme, after: string): Promise<string | null> {
  const now = deps.now();
  const day = localDay(now, programme.calendar.timeZone);
  const people = await lockUndigested(tx.db, { programmeId: programme.id, day, after, limit: BATCH });
  const done: string[] = [];
  for (const account of people) {
    const time = digestTime(programme.calendar, hoursOf(programme, account), now);
    if (time === 'later') continue;
    done.push(account.id);
    const telling = time === 'past' || account.isAway ? null : await digestOf(tx, programme, account, now);
    if (telling) await tellOfficial(deps, tx, { programme, account }, telling);
  }
  await markDigested(tx.db, done, day);
  return people.length < BATCH ? null : (people.at(-1)?.id ?? null);
}

/** Her own, or her office's; null: the programme's. */
function hoursOf({ byId }: Programme, { hours, office_id: officeId }: Undigested) {
  return hours === null ? (byId.offices.get(officeId ?? '')?.hours ?? null) : storedHours.parse(hours);
}

function digestOf(tx: Tx, programme: Programme, account: Undigested, now: Date): Promise<OfficialTelling | null> {
  return account.role === 'official' ? dayOf(tx, programme, account, now) : weekOf(tx, programme, account, now);
}

async function dayOf(tx: Tx, programme: Programme, account: Undigested, now: Date): Promise<OfficialTelling | null> {
  const visible = visibleGrievances(callerOfAccount(programme, account, 'sms'));
  const endOfDay = DateTime.fromJSDate(now, { zone: programme.calendar.timeZone }).endOf('day').toJSDate();
  const { dueToday, overdue, fresh } = await countDay(tx.db, { visible, accountId: account.id, now, endOfDay });
  if (dueToday + overdue + fresh === 0) return null;
  return { purpose: 'digest', text: ({ time }) => time.digest(dueToday, overdue, fresh) };
}

async function weekOf(tx: Tx, programme: Programme, account: Undigested, now: Date): Promise<OfficialTelling | null> {
  if (!isFirstOfWeek(programme.calendar, localDay(now, programme.calendar.timeZone))) return null;
  const visible = visibleGrievances(callerOfAccount(programme, account, 'sms'));
  const offices = await countWeek(tx.db, { visible, now });
  if (offices.length === 0) return null;
  const sum = (of: 'open' | 'overdue') => offices.reduce((total, office) => total + office[of], 0);
  const oldestMs = Math.min(...offices.map(({ oldestAt }) => oldestAt.getTime()));
  const oldestDays = Math.floor((now.getTime() - oldestMs) / DAY_MS);
  const worst = offices.find(({ officeId, overdue }) => officeId !== null && overdue > 0);
  const names = programme.byId.offices.get(worst?.officeId ?? '')?.names;
  return {
    purpose: 'digest',
    text: ({ time }, { name }) =>
      [
        time.week(sum('open'), sum('overdue'), oldestDays),
        ...(worst && names ? [time.weekWorst(name(names), worst.overdue)] : []),
      ].join(' '),
  };
}

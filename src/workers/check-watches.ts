import { DateTime } from 'luxon';
import { v7 as uuidv7 } from 'uuid';
import type { AccountCaller } from '../accounts/caller.ts';
import { GRANTS, mayDo } from '../accounts/scope.ts';
import { callerOfAccount } from '../accounts/to-account-caller.ts';
import { watchedOfficeIds } from '../accounts/watched-office-ids.ts';
import { hasStopped } from '../db/has-stopped.ts';
import type { Account, WatchMeasure } from '../db/schema.ts';
import { snapshotAt } from '../db/snapshots.ts';
import { type Tx, transact } from '../db/transact.ts';
import {
  endHit,
  insertHits,
  listOpenHits,
  lockUnchecked,
  markChecked,
  nextToCheck,
  type Watch,
  type WatchHit,
} from '../db/watches.ts';
import type { Deps } from '../deps.ts';
import { type Measured, measureWatched } from '../figures/measure-watched.ts';
import { localDay } from '../grievances/local-day.ts';
import { type OfficialTelling, tellOfficial } from '../grievances/tell-official.ts';
import { showUpTo } from '../locales/show-number.ts';
import type { Programme } from '../routing/programme.ts';

const FIRST = '00000000-0000-0000-0000-000000000000';
/** Figures older than this are not looked at: they are about to be counted. */
const FRESH_MS = 60 * 60_000;
/** This month and the two before it. */
const MONTHS_WATCHED = 3;

/**
 * Looks at the limits that people set, each once a day: what passed one is written down and told once, and once more when it is
 * back. Nobody gets more than one SMS for one look. Each person in a transaction of her own; harmless when run twice.
 */
export async function checkWatches(deps: Deps, programmeId: string): Promise<void> {
  const programme = deps.programmes.byId(programmeId);
  if (!programme) return;
  const now = deps.now();
  const countedAt = await snapshotAt(deps.db, programmeId, 'backlog');
  if (countedAt === null || now.getTime() - countedAt.getTime() > FRESH_MS) return;
  const day = localDay(now, programme.calendar.timeZone);
  const next = (after: string) => nextToCheck(deps.db, { programmeId, day, after });
  for (let account = await next(FIRST); account !== undefined; account = await next(account.id)) {
    const person = account;
    await transact(deps, (tx) => checkOne(deps, tx, { programme, person, day }));
  }
}

interface Look {
  readonly programme: Programme;
  readonly person: Account;
  readonly day: string;
}

async function checkOne(deps: Deps, tx: Tx, { programme, person, day }: Look): Promise<void> {
  const watches = await lockUnchecked(tx.db, { accountId: person.id, day });
  if (watches.length === 0) return;
  const caller = callerOfAccount(programme, person, 'sms');
  const hits = await listOpenHits(
    tx.db,
    watches.map(({ id }) => id),
  );
  const told: Change[] = [];
  // Whose role was changed to one without figures has limits that say nothing until it is changed back.
  const living = mayDo(caller.role, 'monitor') ? watches : [];
  const measured = measurer(tx, caller, deps.now());
  for (const watch of living) {
    const open = hits.filter(({ watch_id: id }) => id === watch.id);
    const found = await measured(watch);
    const changes = changesOf(watch, open, found);
    await write(tx, watch, changes, deps.now());
    // An office that is not there for her any more did not come back, and that it is gone is no news.
    const gone = open.filter(({ office_id: id }) => !found.has(id));
    for (const { id } of gone) await endHit(tx.db, { id, at: deps.now(), value: null });
    if (watch.by_sms) told.push(...changes);
  }
  await markChecked(
    tx.db,
    watches.map(({ id }) => id),
    day,
  );
  if (told.length === 0 || (await hasStopped(tx.db, programme.id, person.phone_index))) return;
  await tellOfficial(deps, tx, { programme, account: person }, tellingOf(programme, told));
}

/** What is measured for a limit; each measure is read once for all limits of hers. */
function measurer(tx: Tx, caller: AccountCaller, now: Date): (watch: Watch) => Promise<Measured> {
  const { programme } = caller;
  const ids = watchedOfficeIds(caller);
  const start = DateTime.fromJSDate(now, { zone: programme.calendar.timeZone }).startOf('month');
  const months = {
    from: start.minus({ months: MONTHS_WATCHED - 1 }).toFormat('yyyy-MM-dd'),
    to: start.plus({ months: 1 }).toFormat('yyyy-MM-dd'),
  };
  const known = new Map<WatchMeasure, Promise<Measured>>();
  return async ({ measure, office_id: officeId }) => {
    const all =
      known.get(measure) ??
      measureWatched(tx.db, {
        programme,
        measure,
        offices: ids,
        months,
        withAbout: !GRANTS[caller.role].canBeAccused,
      });
    known.set(measure, all);
    const measured = await all;
    return officeId === null ? measured : new Map([...measured].filter(([id]) => id === officeId));
  };
}

/** News to write down and to tell: an office passed a limit (`hit` null), or one that had is back. */
interface Change {
  readonly watch: Watch;
  readonly hit: WatchHit | null;
  readonly officeId: string;
  readonly value: number;
}

function changesOf(watch: Watch, open: readonly WatchHit[], measured: Measured): Change[] {
  const changes: Change[] = [];
  for (const [officeId, value] of measured) {
    // Of what too little is known it is not said that it is back.
    if (value === null) continue;
    const hit = open.find(({ office_id: id }) => id === officeId) ?? null;
    const isBeyond = value > watch.limit_value;
    if (isBeyond === (hit === null)) changes.push({ watch, hit, officeId, value });
  }
  return changes;
}

async function write(tx: Tx, watch: Watch, changes: readonly Change[], now: Date): Promise<void> {
  const passed = changes.filter(({ hit }) => hit === null);
  await insertHits(
    tx.db,
    passed.map(({ officeId, value }) => ({
      id: uuidv7(),
      watch_id: watch.id,
      office_id: officeId,
      passed_at: now,
      value,
    })),
  );
  for (const { hit, value } of changes) {
    if (hit !== null) await endHit(tx.db, { id: hit.id, at: now, value });
  }
}

function tellingOf(programme: Programme, changes: readonly Change[]): OfficialTelling {
  const [only] = changes;
  const office = programme.byId.offices.get(only?.officeId ?? '');
  return {
    purpose: 'watch',
    text: ({ watch: words }, voice) => {
      if (only === undefined || office === undefined || changes.length > 1) {
        const back = changes.filter(({ hit }) => hit !== null).length;
        return words.several(changes.length - back, back);
      }
      const show = (value: number) => showUpTo(voice.language, value, 1);
      const { measure, limit_value: limit } = only.watch;
      const say = only.hit === null ? words.passed : words.back;
      return say(voice.name(office.names), words.what[measure](show(only.value)), show(limit));
    },
  };
}

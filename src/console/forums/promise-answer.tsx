import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Forum } from '../../db/forums.ts';
import { readDailyLimit } from '../../db/mailings.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { LONGEST_LINE } from '../../forums/limits.ts';
import { pricePromise, recordPromise, type WantedPromise } from '../../forums/record-promise.ts';
import { OtherWordsError } from '../../forums/require-same.ts';
import { localDay } from '../../grievances/local-day.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { FieldError, Typed } from '../admin/name-fields.tsx';
import { fieldOf } from '../read-form.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { officesAt, PromiseForm, PromiseLook } from './promise-form.tsx';
import { readLines } from './read-lines.ts';
import { readOnce, secondTime } from './read-once.ts';
import { forumState } from './states.ts';

/** A year typed wrongly is further away: nobody would ever be asked. */
const MOST_YEARS = 5;

const SEGMENTS = z.coerce.number().int().min(0);

/** A promise as it was typed: looked at once more, changed, or kept and told. */
export async function answerPromise(deps: Deps, visit: SignedInVisit, forum: Forum): Promise<Answer> {
  const { caller, form, language } = visit;
  const { wanted, typed } = readPromise(deps, visit, forum);
  const step = fieldOf(form, 'step');
  if (!wanted || step === 'change') {
    const status = wanted ? 200 : 422;
    const shown = step === 'change' ? { ...typed, errors: [] } : typed;
    return { status, page: <PromiseForm visit={visit} forum={forum} typed={shown} /> };
  }
  const seen = SEGMENTS.safeParse(fieldOf(form, 'segments'));
  if (step !== 'send' || !seen.success) return look(deps, visit, forum, wanted, typed);
  try {
    await recordPromise(deps, caller, forum, wanted, { segments: seen.data });
  } catch (error) {
    if (error instanceof OtherWordsError) return look(deps, visit, forum, wanted, secondTime(visit, typed, 'send'));
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    const { more, conflict } = wordsOf(language).forums.errors;
    const isPossible = forumState(forum, deps.now()) === 'begun';
    const errors = [{ name: 'send', message: isPossible ? more : conflict }];
    return look(deps, visit, forum, wanted, { ...typed, errors });
  }
  return { redirect: `/console/forums/${forum.id}?done=promised` };
}

async function look(
  deps: Deps,
  visit: SignedInVisit,
  forum: Forum,
  wanted: WantedPromise,
  typed: Typed,
): Promise<Answer> {
  return {
    status: typed.errors.length === 0 ? 200 : 409,
    page: (
      <PromiseLook
        visit={visit}
        forum={forum}
        typed={typed}
        price={await pricePromise(deps, visit.caller, forum, wanted)}
        limit={await readDailyLimit(deps.db, visit.caller.programme.id)}
        now={deps.now()}
      />
    ),
  };
}

function readPromise(
  deps: Pick<Deps, 'now'>,
  { caller, form, language }: SignedInVisit,
  forum: Forum,
): { wanted: WantedPromise | null; typed: Typed } {
  const { programme } = caller;
  const { errors: words } = wordsOf(language).forums;
  const id = readOnce(form);
  const code = fieldOf(form, 'office');
  const office = officesAt(programme, forum).find((candidate) => candidate.code === code);
  const lines = readLines(form, programme, words, { prefix: 'promise', mostUnits: LONGEST_LINE });
  const dueOn = fieldOf(form, 'due').trim();
  const isDay = z.iso.date().safeParse(dueOn).success;
  const today = localDay(deps.now(), programme.calendar.timeZone);
  const isPast = isDay && dueOn < today;
  const isFar = isDay && dueOn > DateTime.fromISO(today).plus({ years: MOST_YEARS }).toFormat('yyyy-MM-dd');
  const errors: FieldError[] = [
    ...(office ? [] : [{ name: 'office', message: words.office }]),
    ...lines.errors,
    ...(isDay ? [] : [{ name: 'due', message: words.day }]),
    ...(isPast ? [{ name: 'due', message: words.past }] : []),
    ...(isFar ? [{ name: 'due', message: words.far }] : []),
  ];
  const values = new Map([['once', id], ['office', code], ['due', dueOn], ...lines.values]);
  const wanted = office && errors.length === 0 ? { id, office, names: lines.names, dueOn } : null;
  return { wanted, typed: { values, errors } };
}

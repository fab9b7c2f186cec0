import { visibleGrievances } from '../../accounts/scope.ts';
import { hasActedOn, listColleagues } from '../../db/report-page.ts';
import type { Grievance } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { decideMerge } from '../../grievances/merge.ts';
import { previewOf } from '../../grievances/preview-of.ts';
import type { WordedSms } from '../../grievances/tell-citizen.ts';
import type { Answer, SignedInVisit } from '../route.ts';
import { actionSourceOf, digitsOf, runAction } from './act.ts';
import { ActionPage } from './action-form.tsx';
import { ACTIONS, type ActionName, possibleActions } from './actions.ts';
import { checkTyped, type FieldError, type FormState, MOST_SEGMENTS } from './check-typed.ts';
import { ConflictPage } from './conflict-page.tsx';
import { previewAction } from './decide.ts';
import { MergeSides } from './merge-sides.tsx';
import { onReport, readVisible } from './on-report.tsx';
import { PreviewPage } from './preview-page.tsx';
import { pathOf, type ReportView, readView } from './report-view.ts';
import { beginWith, savedFor } from './saved-choices.ts';
import { blank, readTyped, type Typed } from './typed.ts';

interface Acting {
  readonly deps: Deps;
  readonly visit: SignedInVisit;
  readonly name: ActionName;
  readonly view: ReportView;
  readonly typed: Typed;
}

/** The page of an action, nothing filled in yet. */
export async function showAction(deps: Deps, visit: SignedInVisit, name: ActionName, typed: string): Promise<Answer> {
  return onReport(deps, visit, { typed }, async (report) => {
    const view = await readView(deps, visit, report);
    const acting = { deps, visit, name, view, typed: blank(view.seen) };
    return possibleActions(view).includes(name) ? formPage(acting, []) : conflictPage(acting);
  });
}

/** What a sent form of an action is answered with. Sent a second time it does nothing, and says that it was done. */
export async function answerAction(
  deps: Deps,
  visit: SignedInVisit,
  name: ActionName,
  reference: string,
): Promise<Answer> {
  const typed = readTyped(visit.form);
  const source = actionSourceOf(deps, visit, typed);
  const digits = digitsOf(reference);
  const asked = { programmeId: visit.caller.programme.id, reference: digits, source };
  if (await hasActedOn(deps.db, asked)) return done(deps, visit, name, digits);
  return onReport(deps, visit, { typed: reference, text: typed.text }, async (report) => {
    const acting = { deps, visit, name, typed, view: await readView(deps, visit, report) };
    if (!possibleActions(acting.view).includes(name)) return conflictPage(acting);
    return STEPS[typed.step || (ACTIONS[name].isPreviewed ? 'look' : 'send')]?.(acting) ?? formPage(acting, []);
  });
}

const STEPS: Readonly<Record<string, (acting: Acting) => Promise<Answer>>> = {
  change: (acting) => formPage(acting, []),
  find: (acting) => formPage(acting, []),
  start: (acting) => formPage(acting, []),
  look: (acting) => tryIt(acting, lookAtIt),
  send: (acting) => tryIt(acting, send),
};

/** Leads to the page after it: the report, or, where it is not hers any more, where it went. */
async function done(deps: Deps, visit: SignedInVisit, name: ActionName, reference: string): Promise<Answer> {
  const isHers = (await readVisible(deps, visit, reference)) !== undefined;
  return { redirect: `${pathOf({ reference })}${isHers ? '' : '/gone'}?done=${name}` };
}

/** Looks at what was typed, then tries; what stands in the way comes back as a page with everything kept. */
async function tryIt(acting: Acting, attempt: (acting: Acting) => Promise<Answer>): Promise<Answer> {
  const { view, name, typed } = acting;
  const errors = checkTyped(view, name, typed);
  if (errors.length > 0) return formPage(acting, errors);
  try {
    return await attempt(acting);
  } catch (error) {
    if (error instanceof AppError) return refused(acting, error);
    throw error;
  }
}

async function lookAtIt(acting: Acting): Promise<Answer> {
  const { view, name, typed } = acting;
  if (ACTIONS[name].chooses === 'report') return lookAtBoth(acting);
  const sms = previewAction(view, name, typed);
  const tooLong = checkSegments(view, sms);
  if (tooLong.length > 0) return formPage(acting, tooLong);
  return { page: <PreviewPage view={view} name={name} typed={typed} sms={sms} /> };
}

/** Two reports side by side, and what is said about the one that is closed. */
async function lookAtBoth(acting: Acting): Promise<Answer> {
  const { deps, visit, view, name, typed } = acting;
  const other = await readVisible(deps, visit, digitsOf(typed.into));
  if (!other) return formPage(acting, [{ name: 'into', message: view.words.otherMissing }]);
  if (other.id === view.grievance.id) return formPage(acting, [{ name: 'into', message: view.words.otherUnfit }]);
  const sms = previewOf(view, view.citizen, decideMerge(deps, view, other));
  return {
    page: (
      <PreviewPage view={view} name={name} typed={typed} sms={sms}>
        <MergeSides view={view} other={await readView(deps, visit, other)} />
      </PreviewPage>
    ),
  };
}

async function send(acting: Acting): Promise<Answer> {
  const { deps, visit, view, name, typed } = acting;
  const tooLong = checkSegments(view, previewAction(view, name, typed));
  if (tooLong.length > 0) return formPage(acting, tooLong);
  const saved = await runAction(deps, visit, { name, id: view.grievance.id, typed });
  return done(deps, visit, name, saved.reference);
}

function checkSegments({ words }: ReportView, sms: WordedSms | null): FieldError[] {
  if (sms === null || sms.segments <= MOST_SEGMENTS) return [];
  return [{ name: 'text', message: words.longSms(sms.segments, MOST_SEGMENTS) }];
}

/** Somebody was faster, or the words do not fit: a page that says so, with everything that was typed. */
async function refused(acting: Acting, error: AppError): Promise<Answer> {
  const { deps, visit, view, name, typed } = acting;
  if (error.code === 'invalid') return formPage(acting, issuesOf(view, name));
  if (error.code !== 'conflict') throw error;
  const fresh: Grievance | undefined = await readVisible(deps, visit, view.grievance.reference);
  if (!fresh) throw error;
  const now = { ...acting, view: await readView(deps, visit, fresh) };
  const isStale = now.view.events.some(({ id, actor_id: by }) => id > typed.seen && by !== visit.caller.id);
  return isStale ? conflictPage(now) : formPage(now, [{ name: firstField(name), message: view.words.notNow }], 409);
}

/** The use cases speak English to programs: here the sentence is the reader's. */
function issuesOf({ words }: ReportView, name: ActionName): FieldError[] {
  const { chooses } = ACTIONS[name];
  const message = { office: words.wrongOffice, report: words.otherUnfit, colleague: words.chooseColleague };
  return [{ name: firstField(name), message: chooses === undefined ? words.notNow : message[chooses] }];
}

function firstField(name: ActionName): string {
  const { chooses } = ACTIONS[name];
  return chooses === undefined ? 'text' : { office: 'office', report: 'into', colleague: 'account' }[chooses];
}

function conflictPage({ view, name, typed }: Acting): Promise<Answer> {
  const isPossible = possibleActions(view).includes(name);
  return Promise.resolve({
    page: <ConflictPage view={view} name={name} typed={typed} isPossible={isPossible} />,
    status: 409,
  });
}

async function formPage(acting: Acting, errors: readonly FieldError[], status = 422): Promise<Answer> {
  const { deps, view, name, typed } = acting;
  const { words, chooses } = ACTIONS[name];
  const [replies, colleagues] = await Promise.all([
    words === 'sms' ? savedFor(deps, view) : [],
    chooses === 'colleague' && view.office
      ? listColleagues(deps.db, view.office.id, visibleGrievances(view.caller))
      : [],
  ]);
  const beginning = typed.step === 'start' ? beginWith(view, replies, typed.saved) : null;
  const text = [typed.text, ...(beginning ? [beginning.text] : [])].filter(Boolean).join('\n\n');
  const state: FormState = { typed: { ...typed, text }, errors, replies, note: beginning?.note ?? null };
  const page = <ActionPage view={view} name={name} state={state} colleagues={colleagues} />;
  return errors.length > 0 ? { page, status } : { page };
}

import { officialOnCall } from '../../accounts/official-by-phone.ts';
import { visibleGrievances } from '../../accounts/scope.ts';
import { type DeskReport, type DueReport, listDue, readDeskReport } from '../../db/desk-reports.ts';
import { canBeDone, takesWords, VERBS, type Verb, type WordyVerb } from '../../desk/act.ts';
import { listOf } from '../../desk/list-of.ts';
import { dueWords, type Speaking, stateWords, whatOf } from '../../desk/words.ts';
import { cutToUnits, foldForAir, measure } from '../../encoding.ts';
import { showReference } from '../../grievances/reference.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import type { Choice, Screen, Step, View } from '../screen.ts';
import { speakingIn } from '../speaking-in.ts';
import { deskDoneScreen } from './desk-done.ts';

/** Most reports on the list: what is behind them comes when these are done. */
const MOST_LISTED = 20;

/** What waits for her, the next due first. */
const listScreen: Screen<readonly DueReport[]> = {
  name: 'desk-list',
  load: async (db, { programme, onDuty }) => {
    const official = onDuty ? await officialOnCall(db, programme, onDuty.account) : null;
    return official ? listDue(db, listOf(official.caller), MOST_LISTED) : [];
  },
  show: (view) => {
    const speaking = speakingIn(view);
    if (view.data.length === 0) return { text: speaking.work.nothingDue };
    return { text: speaking.work.list, choices: view.data.map((report) => itemOf(speaking, report)) };
  },
  choose: ({ now }, value) => ({
    to: { screen: 'desk-report', cursor: value },
    draft: { work: { openedAt: now.toISOString() } },
  }),
};

/** What is behind the due time is cut: it is whole on the report itself. */
const LONGEST_LABEL = { gsm7: 60, ucs2: 40 } as const;

function itemOf(speaking: Speaking, report: DueReport): Choice {
  const due = report.due_by ? dueWords(speaking, report.due_by) : '';
  const label = foldForAir(`${due}: ${whatOf(speaking, report)}`);
  return { value: report.reference, label: cutToUnits(label, LONGEST_LABEL[measure(label).encoding]) };
}

/** One report: what it is about, until when, what the citizen wrote, and what can be done. */
const reportScreen: Screen<DeskReport | null> = {
  name: 'desk-report',
  load: async (db, { programme, onDuty, cursor = '' }) => {
    const official = onDuty ? await officialOnCall(db, programme, onDuty.account) : null;
    if (!official) return null;
    const visible = visibleGrievances(official.caller);
    return (await readDeskReport(db, { visible, programmeId: programme.id, reference: cursor })) ?? null;
  },
  show: (view) => {
    const speaking = speakingIn(view);
    const { work } = speaking;
    const report = view.data;
    if (!report) return { text: work.notYours };
    const { reference, text, last_words: last } = report;
    const head = work.report(showReference(reference), whatOf(speaking, report), stateWords(speaking, report));
    const words = [text, ...(last === null ? [] : [work.later(last)])].map(inOneLine);
    return { text: [`${head}.`, ...words].join('\n'), choices: choicesOn(speaking, report), isLong: true };
  },
  choose: ({ cursor = '' }, value) => {
    const verb = VERBS.find((one) => one === value);
    if (verb === undefined) return { again: 'choose' };
    return takesWords(verb) ? { to: { screen: 'desk-write', cursor: `${verb} ${cursor}` } } : finish(verb, cursor, '');
  },
};

function inOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

const ON_MENU = ['acknowledge', 'reply', 'ask', 'resolve', 'pass'] as const;

function choicesOn({ work }: Speaking, { status }: DeskReport): Choice[] {
  const possible = ON_MENU.filter((verb) => canBeDone(verb, status));
  return possible.map((verb) => ({ value: verb, label: work.choices[verb] }));
}

/** Her words: what is said to the citizen goes out at once, what ends it here is looked at once more. */
const writeScreen: Screen = {
  name: 'desk-write',
  show: (view) => ({ text: speakingIn(view).work.prompts[aboutOf(view).verb] }),
  type: (view, text) => {
    const { verb, reference } = aboutOf(view);
    if (!saysSomething(text)) return { again: 'short' };
    if (verb !== 'resolve' && verb !== 'pass') return finish(verb, reference, text);
    const openedAt = view.draft.work?.openedAt ?? view.now.toISOString();
    return {
      to: { screen: 'desk-look', cursor: `${verb} ${reference}` },
      draft: { work: { openedAt, text } },
    };
  },
};

/** The last look before a report leaves her list. */
const lookScreen: Screen = {
  name: 'desk-look',
  show: (view) => {
    const { work, voice } = speakingIn(view);
    const { verb, reference } = aboutOf(view);
    const look = work.looks[verb === 'pass' ? 'pass' : 'resolve'];
    return {
      text: `${showReference(reference)}: ${look}\n${inOneLine(view.draft.work?.text ?? '')}`,
      choices: [
        { value: 'send', label: voice.locale.ussd.confirmSend },
        { value: 'cancel', label: voice.locale.ussd.cancel },
      ],
      isLong: true,
      isTogether: true,
    };
  },
  choose: (view, value) => {
    const { verb, reference } = aboutOf(view);
    const { text = '' } = view.draft.work ?? {};
    if (value === 'send' && text !== '') return finish(verb, reference, text);
    return { to: { screen: 'desk-report', cursor: reference } };
  },
};

/** The verb and the report that a screen is about. */
function aboutOf({ cursor = '' }: Pick<View, 'cursor'>): { verb: WordyVerb; reference: string } {
  const [first, reference = ''] = cursor.split(' ');
  const verb = VERBS.find((one) => one === first);
  return { verb: verb !== undefined && takesWords(verb) ? verb : 'reply', reference };
}

function finish(verb: Verb, reference: string, text: string): Step {
  return { to: { screen: 'desk-done' }, isDone: true, effects: [{ type: 'work', verb, reference, text }] };
}

/** What an official does from the phone: her list, a report, an answer. */
export const DESK_SCREENS: readonly Screen[] = [
  listScreen as Screen,
  reportScreen as Screen,
  writeScreen,
  lookScreen,
  deskDoneScreen,
];

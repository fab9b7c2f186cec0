import { type ListedReport, listMine, readMine, type SeenReport } from '../../db/own-reports.ts';
import { approvedText } from '../../grievances/approved-texts.ts';
import { dueBy } from '../../grievances/deadlines.ts';
import { showReference } from '../../grievances/reference.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import { isOpen } from '../../grievances/transitions.ts';
import type { Choice, Content, Effect, Screen, Step, View } from '../screen.ts';

const WITH_PIN = 'with-pin';

/** A finished report is the same matter for so long; what breaks later is reported anew. */
const MAY_DISPUTE_MS = 90 * 86_400_000;

/** Her ordinary reports and those she joined, newest first. What has a PIN is never listed, only asked for. */
const mineListScreen: Screen<readonly ListedReport[]> = {
  name: 'mine-list',
  load: (db, { citizenId }) => (citizenId === null ? Promise.resolve([]) : listMine(db, citizenId)),
  show: ({ programme, voice, data }) => {
    const { ussd } = voice.locale;
    return {
      text: data.length === 0 ? ussd.noMine : ussd.mine,
      choices: [
        ...data.map((report) => ({
          value: report.reference,
          label: ussd.mineItem(showReference(report.reference), categoryName(programme, voice, report)),
        })),
        { value: WITH_PIN, label: ussd.minePin },
      ],
    };
  },
  choose: (_view, value) => ({
    to: value === WITH_PIN ? { screen: 'pin-reference' } : { screen: 'mine-state', cursor: value },
  }),
};

/**
 * One report: its state, who has it, until when, the last answer, and what she can do. Of a report she has only joined,
 * neither words nor choices.
 */
const mineStateScreen: Screen<SeenReport | null> = {
  name: 'mine-state',
  load: async (db, { programme, citizenId, draft, cursor = '' }) => {
    const viewer = { programmeId: programme.id, citizenId, opened: draft.opened };
    return (await readMine(db, viewer, cursor)) ?? null;
  },
  show: (view) => {
    const report = view.data;
    if (!report) return { text: view.voice.locale.ussd.noMine };
    const choices = actionsOn(view, report);
    return { ...describe(view, report), ...(choices.length > 0 ? { choices } : {}) };
  },
  choose: ({ cursor = '' }, value) => {
    if (value === 'message') return { to: { screen: 'mine-message', cursor } };
    if (value === 'no-wait') return finish({ type: 'object', reference: cursor });
    if (value === 'not-fixed') return { to: { screen: 'mine-dispute', cursor } };
    if (value === 'not-right') return { to: { screen: 'mine-dispute', cursor: `${SEALED}${cursor}` } };
    return value === 'fixed' ? finish({ type: 'confirm', reference: cursor }) : { again: 'choose' };
  },
};

/** More words, for the office that has it. */
const mineMessageScreen: Screen = {
  name: 'mine-message',
  show: ({ voice }) => ({ text: voice.locale.ussd.messageText }),
  type: ({ cursor = '' }, text) =>
    saysSomething(text) ? finish({ type: 'add-message', reference: cursor, text }) : { again: 'short' },
};

/** Before the reference, where the report is sealed: there is nothing to break again. */
const SEALED = 'sealed ';

const REASONS = {
  nothing: 'disputeNothing',
  partly: 'disputePartly',
  again: 'disputeAgain',
} as const;

/** Why it is not fixed: with one key, or in her own words; of a sealed report in her own words alone. */
const mineDisputeScreen: Screen = {
  name: 'mine-dispute',
  show: ({ cursor = '', voice: { locale } }) =>
    cursor.startsWith(SEALED)
      ? { text: locale.ussd.sealedWhy }
      : {
          text: locale.ussd.disputeWhy,
          choices: Object.entries(REASONS).map(([value, label]) => ({ value, label: locale.ussd[label] })),
        },
  choose: ({ cursor = '', voice }, value) => {
    const label = Object.entries(REASONS).find(([known]) => known === value)?.[1];
    if (label === undefined) return { again: 'choose' };
    return finish({ type: 'dispute', reference: cursor, reason: voice.locale.ussd[label] });
  },
  type: ({ cursor = '' }, text) =>
    saysSomething(text)
      ? finish({ type: 'dispute', reference: cursor.replace(SEALED, ''), reason: text })
      : { again: 'short' },
};

/** What came of it. The call ends: nothing is left to press, and minutes cost money. */
const mineDoneScreen: Screen = {
  name: 'mine-done',
  show: (view) => ({ ...outcome(view), isEnd: true }),
};

/** What she has reported, where it stands, and what she says to the answer. */
export const MINE_SCREENS: readonly Screen[] = [
  mineListScreen as Screen,
  mineStateScreen as Screen,
  mineMessageScreen,
  mineDisputeScreen,
  mineDoneScreen,
];

function finish(effect: Effect): Step {
  return { to: { screen: 'mine-done' }, isDone: true, effects: [effect] };
}

function describe({ programme, voice }: View, report: SeenReport): Content {
  const { ussd, status } = voice.locale;
  const isAnsweredSealed = report.status === 'resolved' && isSealed(programme, report);
  const office = programme.byId.offices.get(report.office_id ?? '');
  const due = dueBy(report);
  const question = report.last_question;
  const approved = report.last_approved === null ? null : approvedText(voice.locale, report.last_approved);
  const name = office && (due || question !== null) ? voice.name(office.names) : '';
  const text = (shown: string) =>
    [
      ussd.state(
        showReference(report.reference),
        categoryName(programme, voice, report),
        isAnsweredSealed ? ussd.sealedAnswered : status[report.status],
      ),
      ...(office && due ? [ussd.stateOffice(shown, voice.moment(due))] : []),
      ...(question === null ? [] : [ussd.stateQuestion(shown, question)]),
      ...(report.last_answer === null || question !== null ? [] : [ussd.stateAnswer(report.last_answer)]),
      ...(approved === null ? [] : [approved]),
      ...(report.joiners > 0 && report.is_hers ? [ussd.stateJoiners(report.joiners)] : []),
      ...(report.is_hers && report.status === 'resolved' ? [isAnsweredSealed ? ussd.sealedAsk : ussd.askOutcome] : []),
    ].join('\n');
  // The office is shortened where that keeps all on one page; an answer, or Bangla, may take more.
  return { text: text(name), elastic: { name, text }, isLong: true, isTogether: true };
}

function isSealed({ byId }: View['programme'], { category_id: id }: Pick<SeenReport, 'category_id'>): boolean {
  return byId.categories.get(id)?.stream !== 'ordinary';
}

function actionsOn({ programme, voice, now }: View, report: SeenReport): Choice[] {
  const { ussd } = voice.locale;
  const ofSealed = isSealed(programme, report);
  if (!report.is_hers) return [];
  const message = { value: 'message', label: ussd.addMessage };
  const notFixed = { value: ofSealed ? 'not-right' : 'not-fixed', label: ofSealed ? ussd.no : ussd.outcomeNotFixed };
  const fixed = { value: 'fixed', label: ofSealed ? ussd.yes : ussd.outcomeFixed };
  if (report.status === 'awaiting_citizen') {
    return [
      { value: 'message', label: ussd.answerQuestion },
      { value: 'no-wait', label: ussd.doNotWait },
    ];
  }
  if (isOpen(report.status)) return [message];
  if (report.status === 'resolved') return [fixed, notFixed, message];
  const closedMs = report.closed_at?.getTime() ?? 0;
  return report.status === 'closed' && now.getTime() - closedMs < MAY_DISPUTE_MS ? [notFixed] : [];
}

function outcome({ programme, voice, draft: { done } }: View): Content {
  const { ussd } = voice.locale;
  const office = programme.offices.get(done?.office ?? '');
  if (done?.what === 'confirmed') return { text: ussd.confirmed };
  if (done?.what === 'message') return withName(voice.name(office?.names ?? programme.operators), ussd.messageAdded);
  if (done?.what === 'goes_on' && office && done.due !== null) {
    const due = voice.moment(new Date(done.due));
    return withName(voice.name(office.names), (shown) => ussd.goesOn(shown, due));
  }
  if (done?.what !== 'disputed') return { text: ussd.tooLate };
  if (!office || done.due === null) return { text: ussd.disputedTriage };
  const due = voice.moment(new Date(done.due));
  return withName(voice.name(office.names), (shown) => ussd.disputed(shown, due));
}

function withName(name: string, text: (shown: string) => string): Content {
  return { text: text(name), elastic: { name, text } };
}

function categoryName(
  programme: View['programme'],
  voice: View['voice'],
  report: Pick<ListedReport, 'category_id'>,
): string {
  const category = programme.byId.categories.get(report.category_id);
  return category ? voice.name(category.names) : '';
}

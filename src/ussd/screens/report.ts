import { type JoinableReport, listJoinable } from '../../db/joins.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import { nextRung } from '../../routing/ladder.ts';
import type { Category, Office } from '../../routing/programme.ts';
import { chooseOffice } from '../../routing/route.ts';
import type { Choice, Content, Draft, Screen, View } from '../screen.ts';
import { streamOf } from './sealed.ts';

const OTHER_PLACE = 'other-place';

/**
 * What happened, in her own words; or "me too" with one key, where others have reported the same kind of problem there.
 * A returning caller sees here which place is meant, and can change it.
 */
export const reportDescriptionScreen: Screen<readonly JoinableReport[]> = {
  name: 'report-description',
  load: async (db, view) => {
    const area = view.programme.areas.get(view.draft.area ?? '');
    const category = categoryOf(view);
    // Whoever joins is told the end: that needs the number she has just held back.
    if (!area || !category?.isJoinable || view.draft.isAnonymous) return [];
    return listJoinable(db, { areaId: area.id, categoryIds: alike(category), citizenId: view.citizenId });
  },
  show: (view) => {
    const { ussd } = view.voice.locale;
    if (streamOf(view) !== 'ordinary') return { text: ussd.descriptionSealed };
    const area = view.programme.areas.get(view.draft.area ?? '');
    const isLast = area !== undefined && area.code === view.lastArea;
    const name = area ? view.voice.name(area.names) : '';
    const joins = (view.data ?? []).map((report) => asJoin(view, report));
    const choices = [...joins, ...(isLast ? [{ value: OTHER_PLACE, label: ussd.optionPlace }] : [])];
    const text = joins.length > 0 ? ussd.descriptionOrJoin : isLast ? ussd.descriptionAt(name) : ussd.description;
    return choices.length > 0 ? { text, choices } : { text };
  },
  choose: (_view, value) =>
    value === OTHER_PLACE
      ? { to: { screen: 'report-place' } }
      : {
          to: { screen: 'report-joined' },
          isDone: true,
          effects: [{ type: 'join-grievance', reference: value }],
        },
  type: (view, text) => {
    if (!saysSomething(text)) return { again: 'short' };
    const screen = streamOf(view) === 'ordinary' ? 'report-confirm' : 'sealed-contact';
    return { to: { screen }, draft: { text } };
  },
};

/** The last look before anything is sent; the way back leads to her words. */
export const reportConfirmScreen: Screen = {
  name: 'report-confirm',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const category = categoryOf(view);
    const area = view.programme.areas.get(view.draft.area ?? '');
    const name = category ? view.voice.name(category.names) : '';
    const text = (shown: string) =>
      [ussd.confirm(shown, area ? view.voice.name(area.names) : ''), ...said(view)].join('\n');
    return {
      text: text(name),
      elastic: { name, text },
      choices: [
        { value: 'send', label: ussd.confirmSend },
        ...(streamOf(view) === 'ordinary' ? [{ value: 'more', label: ussd.confirmMore }] : []),
        { value: 'cancel', label: ussd.cancel },
      ],
    };
  },
  choose: (_view, value) => {
    if (value === 'send') {
      return { to: { screen: 'report-receipt' }, isDone: true, effects: [{ type: 'file-grievance' }] };
    }
    return value === 'more'
      ? { to: { screen: 'report-options' } }
      : { to: { screen: 'report-cancelled' }, isDone: true };
  },
};

/** What was chosen besides, one line each. */
function said(view: View): string[] {
  const { draft } = view;
  const { ussd } = view.voice.locale;
  // Her number stays with a sealed report for the neutral words she allowed.
  if (streamOf(view) !== 'ordinary' && draft.isTexted) return [ussd.chosenTextMe];
  return [
    ...(draft.isAboutOffice ? [ussd.chosenAboutOffice] : []),
    ...(draft.isForOther ? [ussd.chosenForOther] : []),
    ...(draft.isAnonymous ? [ussd.chosenAnonymous] : []),
  ];
}

/** What an option does to the draft; chosen again it is taken back. */
const OPTIONS: Readonly<Record<string, (draft: Draft) => Partial<Draft>>> = {
  'about-office': ({ isAboutOffice }) => ({ isAboutOffice: !isAboutOffice }),
  'for-other': ({ isForOther }) => ({ isForOther: !isForOther }),
  anonymous: ({ isAnonymous }) => ({ isAnonymous: !isAnonymous }),
};

/** A report about the office itself, for somebody else, without a number: each leads back to the last look. */
export const reportOptionsScreen: Screen = {
  name: 'report-options',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const { draft } = view;
    const office = officeOf(view);
    const chosen = (label: string, isChosen: boolean | undefined) => (isChosen ? `${label}: ${ussd.yes}` : label);
    return {
      text: ussd.options,
      choices: [
        ...(office && nextRung(office)
          ? [
              {
                value: 'about-office',
                label: chosen(ussd.optionAboutOffice(view.voice.name(office.names)), draft.isAboutOffice),
              },
            ]
          : []),
        { value: 'for-other', label: chosen(ussd.optionForOther, draft.isForOther) },
        { value: 'anonymous', label: draft.isAnonymous ? ussd.optionTextMe : ussd.optionAnonymous },
        { value: 'place', label: ussd.optionPlace },
      ],
    };
  },
  choose: (view, value) => {
    if (value === 'place') return { to: { screen: 'report-place' } };
    const change = OPTIONS[value];
    return change ? { to: { screen: 'report-confirm' }, draft: change(view.draft) } : { again: 'choose' };
  },
};

/** Reference, office and due date: what makes the promise one that can be kept to. Once, a question about her follows. */
export const reportReceiptScreen: Screen = {
  name: 'report-receipt',
  show: (view) => {
    if (view.draft.receipt?.asksGroups !== true) return { ...receipt(view), isEnd: true };
    return { ...receipt(view), choices: [{ value: 'groups', label: view.voice.locale.ussd.aboutYou }], isLast: true };
  },
  choose: () => ({ to: { screen: 'groups' }, isDone: true }),
};

/** She chose not to send. */
export const reportCancelledScreen: Screen = {
  name: 'report-cancelled',
  show: ({ voice }) => ({ text: voice.locale.ussd.cancelled, isEnd: true }),
};

/** "Me too": whose report it is now as well, and until when. */
export const reportJoinedScreen: Screen = {
  name: 'report-joined',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const { receipt: joined } = view.draft;
    if (!joined) return { text: ussd.over, isEnd: true };
    return { ...withOffice(view, joined, ussd.joined, ussd.joinedTriage), isEnd: true };
  },
};

function receipt(view: View): Content {
  const { ussd } = view.voice.locale;
  const { receipt: filed } = view.draft;
  if (!filed) return { text: ussd.over };
  if (filed.stream !== 'ordinary') return { text: ussd.filedSealed(filed.reference, filed.pin ?? '') };
  if (filed.pin !== undefined) return { text: ussd.filedAnonymous(filed.reference, filed.pin) };
  return withOffice(view, filed, ussd.filed, ussd.filedTriage);
}

function withOffice(
  { programme, voice }: View,
  filed: NonNullable<Draft['receipt']>,
  whole: (reference: string, office: string, due: string) => string,
  triage: (reference: string) => string,
): Content {
  const office = programme.offices.get(filed.office ?? '');
  if (!office || filed.due === null) return { text: triage(filed.reference) };
  const name = voice.name(office.names);
  const due = voice.moment(new Date(filed.due));
  const text = (shown: string) => whole(filed.reference, shown, due);
  return { text: text(name), elastic: { name, text } };
}

function asJoin({ programme, voice }: View, report: JoinableReport): Choice {
  const category = programme.byId.categories.get(report.category_id);
  const people = report.joiners + 1;
  const label = voice.locale.ussd.joinItem(
    category ? voice.name(category.names) : '',
    voice.day(report.filed_at),
    people,
  );
  return { value: report.reference, label };
}

/** Row ids of the categories whose reports are the same kind of problem: those under one heading that may be joined. */
function alike(category: Category): string[] {
  const top = category.parent ?? category;
  return [top, ...top.children].filter(({ isJoinable }) => isJoinable).map(({ id }) => id);
}

function categoryOf({ programme, draft }: View): Category | undefined {
  return programme.categories.get(draft.category ?? '');
}

function officeOf(view: View): Office | null {
  const category = categoryOf(view);
  const area = view.programme.areas.get(view.draft.area ?? '');
  return category && area ? chooseOffice(view.programme, category, area) : null;
}

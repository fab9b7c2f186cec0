import { type AgreementState, readAgreement } from '../../db/meeting-agreements.ts';
import { toDigits } from '../../encoding.ts';
import type { Area } from '../../routing/programme.ts';
import type { Choice, Screen, View } from '../screen.ts';

/** What can be done about the meetings of a place, below the list of them. */
export function meetingChoices({ voice }: Pick<View, 'voice'>): Choice[] {
  const { ussd } = voice.locale;
  return [
    { value: 'meetings-tell', label: ussd.tellMeetings },
    { value: 'meeting-code', label: ussd.cameToMeeting },
  ];
}

/** Whether she wants an SMS before meetings of a place: an agreement of its own, given and taken back here. */
const tellScreen: Screen<AgreementState> = {
  name: 'meetings-tell',
  load: async (db, view) =>
    view.citizenId === null
      ? { isAgreed: false, isStopped: false }
      : readAgreement(db, { citizenId: view.citizenId, areaId: areaAt(view).id }),
  show: ({ data, ...view }) => {
    const { ussd } = view.voice.locale;
    // She has ended all SMS herself; that is not taken back by pressing a key here.
    if (data?.isStopped) return { text: ussd.tellStopped(view.programme.shortCode) };
    const name = view.voice.name(areaAt(view).names);
    const text = data?.isAgreed ? ussd.tellAgreed : ussd.tellAsk;
    const choices = [
      { value: 'yes', label: ussd.yes },
      { value: 'no', label: ussd.no },
    ];
    return { text: text(name), elastic: { name, text }, choices };
  },
  choose: (view, value) => ({
    to: { screen: 'meetings-told', cursor: areaAt(view).code },
    isDone: true,
    draft: { isToldOfMeetings: value === 'yes' },
    effects: [{ type: 'agree-to-meetings', area: areaAt(view).code, isAgreed: value === 'yes' }],
  }),
};

/** What holds now. */
const toldScreen: Screen = {
  name: 'meetings-told',
  show: (view) => {
    const { ussd } = view.voice.locale;
    const name = view.voice.name(areaAt(view).names);
    const text = view.draft.isToldOfMeetings ? ussd.toldOfMeetings : ussd.notToldOfMeetings;
    return { text: text(name), elastic: { name, text }, isEnd: true };
  },
};

/** The number told in the room. */
const codeScreen: Screen = {
  name: 'meeting-code',
  show: ({ voice }) => ({ text: voice.locale.ussd.meetingCode }),
  type: (_view, text) => {
    const code = toDigits(text).replaceAll(/\s/g, '');
    if (!/^\d{4}$/.test(code)) return { again: 'wrongMeetingCode' };
    return { to: { screen: 'meeting-came' }, isDone: true, effects: [{ type: 'come-to-meeting', code }] };
  },
};

/** She is counted among those who came. */
const cameScreen: Screen = {
  name: 'meeting-came',
  show: ({ voice }) => ({ text: voice.locale.ussd.came, isEnd: true }),
};

export const MEETING_SCREENS: readonly Screen[] = [tellScreen as Screen, toldScreen, codeScreen, cameScreen];

function areaAt({ programme, cursor }: Pick<View, 'programme' | 'cursor'>): Area {
  return programme.areas.get(cursor ?? '') ?? programme.root;
}

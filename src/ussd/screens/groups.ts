import type { Screen } from '../screen.ts';

const NONE = '';

/** Whether she belongs to a group that must be heard; asked once, any number of them, never required. */
export const groupsScreen: Screen = {
  name: 'groups',
  show: ({ programme, voice, draft }) => {
    const { ussd } = voice.locale;
    const said = new Set(draft.groups);
    return {
      text: ussd.groups,
      choices: [
        ...programme.groups
          .filter(({ code }) => !said.has(code))
          .map(({ code, names }) => ({ value: code, label: voice.name(names) })),
        { value: NONE, label: said.size > 0 ? ussd.groupsDone : ussd.groupsNone },
      ],
    };
  },
  choose: ({ programme, draft }, value) => {
    const groups = [...(draft.groups ?? []), value];
    const isLast = value === NONE || groups.length >= programme.groups.length;
    return {
      to: { screen: isLast ? 'groups-thanks' : 'groups' },
      ...(value === NONE ? {} : { draft: { groups } }),
      isDone: true,
      effects: [{ type: 'add-group', group: value === NONE ? null : value }],
    };
  },
};

/** The end of a first report. */
export const groupsThanksScreen: Screen = {
  name: 'groups-thanks',
  show: ({ voice }) => ({ text: voice.locale.ussd.groupsThanks, isEnd: true }),
};

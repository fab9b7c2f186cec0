import { deedWords, didWords, nextWords, officeName, type Speaking, stateWords } from '../../desk/words.ts';
import type { Worked } from '../../desk/worked.ts';
import { showReference } from '../../grievances/reference.ts';
import type { Content, Screen, View } from '../screen.ts';
import { speakingIn } from '../speaking-in.ts';

/** What came of it, and on to the next report. */
export const deskDoneScreen: Screen = {
  name: 'desk-done',
  show: (view) => {
    const { worked } = view.draft;
    const { work } = speakingIn(view);
    const isMore = (view.onDuty?.due ?? 0) > 0;
    return {
      ...(worked ? outcomeOf(view, worked) : { text: work.notYours }),
      ...(isMore ? { choices: [{ value: 'list', label: work.next }] } : { isEnd: true }),
      isLast: true,
    };
  },
  choose: () => ({ to: { screen: 'desk-list' }, isFresh: true, isDone: true }),
};

function outcomeOf(view: View, worked: Worked): Content {
  const speaking = speakingIn(view);
  const { work } = speaking;
  const shown = showReference(worked.reference);
  switch (worked.is) {
    case 'done':
      return doneWords(speaking, worked);
    case 'already':
    case 'overtaken':
      return worked.deed ? thereBefore(view, speaking, worked.deed, shown) : { text: work.notYours };
    case 'too_long':
      return { text: work.tooLong };
    case 'impossible': {
      const due = worked.dueBy === null ? null : new Date(worked.dueBy);
      return { text: work.impossible(shown, stateWords(speaking, { status: worked.status ?? 'closed', due_by: due })) };
    }
    case 'objected':
      return { text: work.objected(shown) };
    case 'unreachable':
      return { text: work.unreachable(shown) };
    case 'nobody_else':
      return { text: work.nobodyElse(shown) };
    case 'unknown':
      return { text: work.notYours };
  }
}

/** The office gives way where the screen is short. */
function doneWords(speaking: Speaking, { verb, next }: Worked): Content {
  const { work } = speaking;
  const name = officeName(speaking, next?.officeId ?? null);
  const until = next?.until == null ? null : new Date(next.until);
  const text = (office: string | null) => {
    const follows = next ? nextWords(speaking, { ...next, until }, office) : '';
    return `${work.done(didWords(speaking, verb))} ${follows}`.trim();
  };
  if (name === null || verb !== 'pass') return { text: text(name) };
  return { text: text(name), elastic: { name, text } };
}

/** The name of a person stands in it, which may take more pages. */
function thereBefore(view: View, speaking: Speaking, deed: NonNullable<Worked['deed']>, shown: string): Content {
  const caller = { id: view.onDuty?.account ?? '' };
  const words = deedWords(speaking, { ...deed, at: new Date(deed.at) }, caller);
  return { text: speaking.work.already(shown, ...words), isLong: true };
}

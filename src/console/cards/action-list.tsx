import type { VNode } from 'preact';
import type { Action } from '../../db/schema.ts';
import { localDay } from '../../grievances/local-day.ts';
import { voiceOf } from '../../grievances/texts.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import { answersAction } from '../../scorecards/who-keeps.ts';
import type { SignedInVisit } from '../route.ts';

interface ListProps {
  readonly visit: SignedInVisit;
  readonly actions: readonly Action[];
  /** The local day, ISO. */
  readonly today: string;
}

/** What was agreed on a card: by whom, until when, and what became of it. */
export function ActionList({ visit, actions, today }: ListProps): VNode {
  return (
    <ul class="thread">
      {actions.map((action) => (
        <li key={action.id} id={action.id} class="bubble bubble--note">
          <Promised visit={visit} action={action} today={today} />
        </li>
      ))}
    </ul>
  );
}

function Promised({ visit, action, today }: Omit<ListProps, 'actions'> & { readonly action: Action }): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const office = caller.programme.byId.offices.get(action.office_id);
  const who = [office ? nameIn(office.names, language) : '', action.post].filter((part) => part !== '').join(', ');
  const isOverdue = action.state === 'open' && action.due_on < today;
  return (
    <>
      <p class="meta">{`${who}. ${words.dueOn(action.due_on)}`}</p>
      <p class="words">{action.what}</p>
      <p>
        <strong class={isOverdue ? 'tag tag--late' : 'tag tag--quiet'}>
          {isOverdue ? words.overdue : words.actionStates[action.state]}
        </strong>
      </p>
      {action.answer === '' ? null : <p class="words">{action.answer}</p>}
      <Reminder visit={visit} action={action} />
      {answersAction(caller, action) ? (
        <p>
          <a class="govuk-link" href={`/console/cards/${action.scorecard_id}/actions/${action.id}`}>
            {words.answerDo}
            <span class="govuk-visually-hidden">{`: ${action.what}`}</span>
          </a>
        </p>
      ) : null}
    </>
  );
}

function Reminder({ visit, action }: Pick<ListProps, 'visit'> & { readonly action: Action }): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const { moment } = voiceOf(caller.programme, language);
  const { remind_at: next, reminded_at: reminded, escalated_at: escalated } = action;
  // Before the reminder its moment is to come; after it, the one on which the office above is told.
  const isReminderToCome = next !== null && localDay(next, caller.programme.calendar.timeZone) <= action.due_on;
  const said = [
    ...(reminded === null ? [] : [words.reminded(moment(reminded))]),
    ...(reminded === null && !isReminderToCome && action.state === 'open' ? [words.notReached] : []),
    ...(next === null ? [] : [isReminderToCome ? words.willRemind(moment(next)) : words.willEscalate(moment(next))]),
    ...(escalated === null ? [] : [words.escalated(moment(escalated))]),
  ];
  return (
    <>
      {said.map((line) => (
        <p key={line} class="meta">
          {line}
        </p>
      ))}
    </>
  );
}

import type { VNode } from 'preact';
import type { Action } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import { heldAnswer, markOf } from '../../scorecards/held-on-card.ts';
import { officesFor } from '../../scorecards/who-keeps.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Hidden, Radios, Select, TextArea, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { CardFrame, type SeenCard } from './card-frame.tsx';

interface FormProps {
  readonly visit: SignedInVisit;
  readonly seen: SeenCard;
  readonly typed: Typed;
}

/** Something that was agreed, to be written down. */
export function AgreePage({ visit, seen, typed, id }: FormProps & { readonly id: string }): VNode {
  const { language, caller } = visit;
  const words = wordsOf(language).tools.cards;
  const field = (name: string) => ({ name, value: typed.values.get(name), error: errorOf(typed, name) });
  const offices = officesFor(caller.programme, seen.unit).map(({ code, names }) => ({
    value: code,
    text: nameIn(names, language),
  }));
  const own = caller.programme.byId.offices.get(seen.card.office_id)?.code;
  return (
    <CardFrame visit={visit} seen={seen} title={words.actionDo} errors={typed.errors}>
      <form method="post" action={`/console/cards/${seen.card.id}/actions`} novalidate>
        <Hidden name="id" value={id} />
        <TextArea {...field('what')} label={words.what} hint={words.whatHint} rows={3} />
        <Select {...field('office')} label={words.office} choices={offices} value={typed.values.get('office') ?? own} />
        <TextField {...field('post')} label={words.post} />
        <TextField {...field('due')} label={words.due} hint={words.dayHint} width={10} />
        <Button text={words.actionDo} />
      </form>
    </CardFrame>
  );
}

/** What became of something that was agreed. */
export function AnswerPage({ visit, seen, typed, action }: FormProps & { readonly action: Action }): VNode {
  const { language } = visit;
  const words = wordsOf(language).tools.cards;
  const choices = (['kept', 'broken'] as const).map((state) => ({ value: state, text: words.actionStates[state] }));
  return (
    <CardFrame visit={visit} seen={seen} title={words.answerDo} errors={typed.errors}>
      <p class="words">{action.what}</p>
      <p class="meta">{words.dueOn(action.due_on)}</p>
      <form method="post" action={`/console/cards/${seen.card.id}/actions/${action.id}`} novalidate>
        <Hidden name="seen" value={markOf(heldAnswer(action))} />
        <Radios
          name="state"
          label={words.answerState}
          choices={choices}
          value={typed.values.get('state')}
          error={errorOf(typed, 'state')}
        />
        <TextArea
          name="answer"
          label={words.answer}
          hint={words.notesHint}
          value={typed.values.get('answer')}
          error={errorOf(typed, 'answer')}
        />
        <Button text={words.answerDo} />
      </form>
    </CardFrame>
  );
}

import type { VNode } from 'preact';
import { v7 as uuidv7 } from 'uuid';
import { MOST_PROPOSALS } from '../../forums/create-vote.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Hidden, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { AreaField, LineFields } from './form-parts.tsx';
import { ForumFrame, toAll } from './forum-frame.tsx';

/** The numbers of the proposals that a form has room for. */
export const PROPOSAL_NUMBERS: readonly number[] = Array.from({ length: MOST_PROPOSALS }, (_, index) => index + 1);

/** A form for a new vote. */
export function VoteForm({ visit, typed }: { readonly visit: SignedInVisit; readonly typed: Typed }): VNode {
  const { caller, language } = visit;
  const { forums: words } = wordsOf(language);
  const field = (name: string) => ({
    name,
    value: typed.values.get(name),
    error: errorOf(typed, name),
    autocomplete: 'off',
  });
  return (
    <ForumFrame visit={visit} title={words.addVote} up={toAll(visit)} errors={typed.errors}>
      <p class="govuk-body">{words.voteAbout}</p>
      <form method="post" action="/console/forums/votes/new" novalidate>
        <Hidden name="once" value={typed.values.get('once') ?? uuidv7()} />
        <AreaField caller={caller} language={language} typed={typed} label={words.area} hint={words.areaHint} />
        <LineFields caller={caller} typed={typed} prefix="vote" label={words.voteIn} />
        <TextField {...field('opens-day')} label={words.opensDay} hint={words.dayHint} width={10} />
        <TextField {...field('opens-time')} label={words.opensTime} hint={words.timeHint} width={5} />
        <TextField {...field('closes-day')} label={words.closesDay} hint={words.dayHint} width={10} />
        <TextField {...field('closes-time')} label={words.closesTime} hint={words.timeHint} width={5} />
        <p class="govuk-body">{words.proposalsHint}</p>
        {PROPOSAL_NUMBERS.map((number) => (
          <fieldset key={number} class="govuk-fieldset">
            <legend class="govuk-fieldset__legend">{words.proposal(number)}</legend>
            <LineFields
              caller={caller}
              typed={typed}
              prefix={`proposal-${number}`}
              label={(name) => `${words.proposal(number)}: ${words.proposalIn(name)}`}
            />
          </fieldset>
        ))}
        <Button text={words.save} />
      </form>
    </ForumFrame>
  );
}

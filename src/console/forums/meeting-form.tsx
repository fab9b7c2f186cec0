import type { VNode } from 'preact';
import { v7 as uuidv7 } from 'uuid';
import { wordsOf } from '../../locales/console/index.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Hidden, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { AreaField, LineFields } from './form-parts.tsx';
import { ForumFrame, toAll } from './forum-frame.tsx';

/** A form for a new meeting. */
export function MeetingForm({ visit, typed }: { readonly visit: SignedInVisit; readonly typed: Typed }): VNode {
  const { caller, language } = visit;
  const { forums: words } = wordsOf(language);
  const field = (name: string) => ({ name, value: typed.values.get(name), error: errorOf(typed, name) });
  return (
    <ForumFrame visit={visit} title={words.add} up={toAll(visit)} errors={typed.errors}>
      <form method="post" action="/console/forums/new" novalidate>
        <Hidden name="once" value={typed.values.get('once') ?? uuidv7()} />
        <AreaField caller={caller} language={language} typed={typed} label={words.area} hint={words.areaHint} />
        <TextField {...field('day')} label={words.day} hint={words.dayHint} width={10} autocomplete="off" />
        <TextField {...field('time')} label={words.time} hint={words.timeHint} width={5} autocomplete="off" />
        <LineFields caller={caller} typed={typed} prefix="topic" label={words.topicIn} />
        <LineFields caller={caller} typed={typed} prefix="venue" label={words.venueIn} />
        <Button text={words.save} />
      </form>
    </ForumFrame>
  );
}

import type { VNode } from 'preact';
import { v7 as uuidv7 } from 'uuid';
import type { Forum } from '../../db/forums.ts';
import type { Price } from '../../forums/price-mailing.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { areasAround, areasInside } from '../../routing/areas-around.ts';
import { nameIn, type Office, type Programme } from '../../routing/programme.ts';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Hidden, Select, TextField } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { LineFields } from './form-parts.tsx';
import { ForumFrame } from './forum-frame.tsx';
import { PriceTable } from './price-table.tsx';

interface PromiseProps {
  readonly visit: SignedInVisit;
  readonly forum: Forum;
  readonly typed: Typed;
}

/** A form for what an office has promised. */
export function PromiseForm({ visit, forum, typed }: PromiseProps): VNode {
  const { caller, language } = visit;
  const { forums: words } = wordsOf(language);
  const field = (name: string) => ({ name, value: typed.values.get(name), error: errorOf(typed, name) });
  const offices = officesAt(caller.programme, forum).map(({ code, names, area }) => ({
    value: code,
    text: `${nameIn(names, language)} (${nameIn(area.names, language)})`,
  }));
  return (
    <ForumFrame visit={visit} title={words.addPromise} up={toForum(visit, forum)} errors={typed.errors}>
      <form method="post" action={`/console/forums/${forum.id}/promises`} novalidate>
        <Hidden name="once" value={typed.values.get('once') ?? uuidv7()} />
        <Select {...field('office')} label={words.office} choices={[{ value: '', text: '' }, ...offices]} />
        <LineFields caller={caller} typed={typed} prefix="promise" label={words.promisedIn} />
        <TextField {...field('due')} label={words.dueOn} hint={words.dueHint} width={10} autocomplete="off" />
        <Button name="step" value="look" text={words.save} />
      </form>
    </ForumFrame>
  );
}

/** The second look before a promise is kept and told. */
export function PromiseLook({
  visit,
  forum,
  typed,
  price,
  limit,
  now,
}: PromiseProps & { readonly price: Price; readonly limit: number | null; readonly now: Date }): VNode {
  const { forums: words } = wordsOf(visit.language);
  return (
    <ForumFrame visit={visit} title={words.promiseTitle} up={toForum(visit, forum)} errors={typed.errors}>
      {price.people === 0 ? (
        <p class="govuk-body">{words.promiseNobody}</p>
      ) : (
        <>
          <p class="govuk-body">{words.promiseAbout}</p>
          <PriceTable visit={visit} price={price} now={now} limit={limit} />
        </>
      )}
      <form method="post" action={`/console/forums/${forum.id}/promises`}>
        {[...typed.values].map(([name, value]) => (
          <Hidden key={name} name={name} value={value} />
        ))}
        <Hidden name="segments" value={String(price.segments)} />
        <div class="actions" id="send">
          <Button name="step" value="send" text={words.save} />
          <Button name="step" value="change" text={words.change} look="quiet" />
        </div>
      </form>
    </ForumFrame>
  );
}

/** Offices of the meeting's area, its parts, and the areas it lies in: who may be in the room. */
export function officesAt(programme: Programme, forum: Pick<Forum, 'area_id'>): Office[] {
  const area = programme.byId.areas.get(forum.area_id);
  const near = new Set(area ? [...areasInside(area), ...areasAround(area)] : []);
  return [...programme.offices.values()].filter((office) => near.has(office.area));
}

/** The way up to a meeting. */
function toForum(visit: SignedInVisit, forum: Forum): { href: string; text: string } {
  return { href: `/console/forums/${forum.id}`, text: nameIn(forum.names, visit.language) };
}

import type { VNode } from 'preact';
import type { Forum } from '../../db/forums.ts';
import type { Price } from '../../forums/price-mailing.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { nameIn } from '../../routing/programme.ts';
import type { FieldError } from '../admin/name-fields.tsx';
import { Button, Hidden } from '../parts/fields.tsx';
import type { SignedInVisit } from '../route.ts';
import { ForumFrame } from './forum-frame.tsx';
import { PriceTable } from './price-table.tsx';

/** The second look before a meeting is announced. */
export function AnnouncePage({
  visit,
  forum,
  price,
  limit,
  now,
  errors,
}: {
  readonly visit: SignedInVisit;
  readonly forum: Forum;
  readonly price: Price;
  readonly limit: number | null;
  readonly now: Date;
  readonly errors: readonly FieldError[];
}): VNode {
  const { forums: words } = wordsOf(visit.language);
  const path = `/console/forums/${forum.id}`;
  const up = { href: path, text: nameIn(forum.names, visit.language) };
  return (
    <ForumFrame visit={visit} title={words.announceTitle} up={up} errors={errors}>
      {price.people === 0 ? (
        <div class="panel">
          <p>{words.announceNobody}</p>
        </div>
      ) : (
        <>
          <p class="govuk-body">{words.announceAbout}</p>
          <PriceTable visit={visit} price={price} now={now} limit={limit} />
          <form method="post" action={`${path}/announce`}>
            <Hidden name="segments" value={String(price.segments)} />
            <div class="actions" id="send">
              <Button text={words.sendToAll(price.people)} />
              <a class="govuk-link" href={path}>
                {words.back}
              </a>
            </div>
          </form>
        </>
      )}
    </ForumFrame>
  );
}

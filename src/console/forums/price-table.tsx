import type { VNode } from 'preact';
import type { Price } from '../../forums/price-mailing.ts';
import { quietUntil } from '../../grievances/quiet-hours.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { RowsTable } from '../parts/rows-table.tsx';
import { showTime } from '../report/moments.ts';
import { costOf } from '../report/sms-cost.ts';
import type { SignedInVisit } from '../route.ts';

/** What is about to be sent: its words in every language, to how many, and what it costs. */
export function PriceTable({
  visit,
  price,
  now,
  limit,
}: {
  readonly visit: SignedInVisit;
  readonly price: Price;
  readonly now: Date;
  /** SMS of this kind in a day; null: as many as there are. */
  readonly limit: number | null;
}): VNode {
  const { programme } = visit.caller;
  const { forums: words } = wordsOf(visit.language);
  const cost = price.charged === null ? null : costOf([price.charged], price.segments);
  const until = quietUntil(programme, now);
  return (
    <>
      <RowsTable
        columns={[
          { text: words.language },
          { text: words.people, is: 'number' },
          { text: words.each, is: 'number' },
          { text: words.words, is: 'wide' },
        ]}
        rows={price.languages.map(({ language, people, sms }) => ({
          key: language,
          cells: [
            localeOf(language).self,
            people,
            sms.segments,
            <span key="words" lang={languageTag(language)}>
              {sms.text}
            </span>,
          ],
        }))}
      />
      <p class="govuk-body">{words.total(price.people, price.segments)}</p>
      <p class="govuk-body">{cost === null ? words.noPrice : words.price(cost)}</p>
      {until === null ? null : <p class="govuk-body">{words.quiet(showTime(programme, until))}</p>}
      {limit === null ? null : <p class="govuk-body">{words.limited(limit)}</p>}
    </>
  );
}

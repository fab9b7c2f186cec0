import { type Audience, countAudience, lastCharged } from '../db/mailings.ts';
import type { MailingKind } from '../db/schema.ts';
import type { Deps } from '../deps.ts';
import { type WordedSms, wordSms } from '../grievances/tell-citizen.ts';
import type { Language, Programme } from '../routing/programme.ts';
import { mailingText } from './mailing-words.ts';

/** What a mailing says in one language, and to how many. */
export interface PricedLanguage {
  readonly language: Language;
  readonly people: number;
  /** Its words, and as how many SMS each is paid. */
  readonly sms: WordedSms;
}

/** What a mailing would come to if it were sent now. */
export interface Price {
  readonly languages: readonly PricedLanguage[];
  readonly people: number;
  /** SMS to be paid. */
  readonly segments: number;
  /** What the carrier charged last: a price, and for how many SMS; null: it has named none yet. */
  readonly charged: { readonly cost: string | null; readonly segments: number | null } | null;
}

/** Counts what a mailing would come to, before anything is sent. The language of who has chosen none is the programme's first. */
export async function priceMailing(
  deps: Pick<Deps, 'db'>,
  programme: Programme,
  of: { kind: MailingKind; subject: Parameters<typeof mailingText>[2]; to: Audience },
): Promise<Price> {
  const text = mailingText(programme, of.kind, of.subject);
  const counted = await countAudience(deps.db, of.to, programme.languages[0]);
  const languages = counted.map(({ language, people }) => ({
    language,
    people,
    sms: wordSms({ programme, citizen: { language } }, { text }),
  }));
  return {
    languages,
    people: languages.reduce((sum, { people }) => sum + people, 0),
    segments: languages.reduce((sum, { people, sms }) => sum + people * sms.segments, 0),
    charged: (await lastCharged(deps.db, programme.id)) ?? null,
  };
}

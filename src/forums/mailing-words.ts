import type { MailingSubject } from '../db/mailings.ts';
import type { MailingKind, Purpose } from '../db/schema.ts';
import type { Voice } from '../grievances/texts.ts';
import type { Programme } from '../routing/programme.ts';
import { dayOf } from './day-of.ts';

/** What an SMS of a mailing is for, as its row says it. */
export const PURPOSE_OF: Readonly<Record<MailingKind, Purpose>> = {
  announcement: 'meeting',
  promise: 'promise',
  question: 'ask_promise',
};

/** The words of a mailing, in one language. */
export function mailingText(
  programme: Programme,
  kind: MailingKind,
  subject: Pick<MailingSubject, 'area_id' | 'starts_at' | 'names' | 'venues' | 'promise'>,
): (voice: Voice) => string {
  const { starts_at: startsAt, promise } = subject;
  return (voice) => {
    const { sms } = voice.locale;
    const area = programme.byId.areas.get(subject.area_id);
    const office = programme.byId.offices.get(promise?.office_id ?? '');
    const promised = promise ? voice.name(promise.names) : '';
    const owner = voice.name(office?.names ?? programme.operators);
    if (kind === 'announcement') {
      return sms.meeting(
        area ? voice.name(area.names) : '',
        voice.moment(startsAt),
        voice.name(subject.names),
        voice.name(subject.venues),
      );
    }
    if (kind === 'question') return sms.askPromise(owner, promised);
    return sms.promise(owner, promised, dayOf(voice, programme, promise?.due_on ?? ''));
  };
}

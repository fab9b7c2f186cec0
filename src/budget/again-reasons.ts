import type { Again, ScreenName } from '../ussd/screen.ts';

const LIST: readonly Again[] = ['choose'];
const PLACE: readonly Again[] = ['choose', 'noPlace', 'wardNumber'];
const FOUND: readonly Again[] = ['choose', 'noPlace'];
const TOPIC: readonly Again[] = ['choose', 'noCategory'];
const WORDS: readonly Again[] = ['choose', 'short'];
const SCORE: readonly Again[] = ['choose', 'score'];
/** The call has ended: nothing is answered any more. */
const NEVER: readonly Again[] = [];

/** Why each screen may come again, as keys of the language's `again`. */
export const AGAIN_REASONS: Readonly<Record<ScreenName, readonly Again[]>> = {
  language: LIST,
  menu: LIST,
  resume: LIST,
  consent: LIST,
  'about-data': LIST,
  'report-category': TOPIC,
  'report-subcategory': TOPIC,
  'sealed-help': LIST,
  'report-place': PLACE,
  'report-place-found': FOUND,
  'report-description': ['choose', 'short', 'joinTooLate'],
  'sealed-contact': LIST,
  'report-confirm': LIST,
  'report-options': LIST,
  'report-receipt': LIST,
  'report-cancelled': NEVER,
  'report-joined': NEVER,
  groups: LIST,
  'groups-thanks': NEVER,
  'rate-place': PLACE,
  'rate-place-found': FOUND,
  'rate-unit': ['choose', 'noCategory', 'wardNumber'],
  'rate-score': SCORE,
  'rate-thanks': LIST,
  'rate-indicator': SCORE,
  'rate-comment': WORDS,
  'rate-end': NEVER,
  'mine-list': LIST,
  'mine-state': LIST,
  'mine-message': WORDS,
  'mine-dispute': WORDS,
  'mine-done': NEVER,
  'pin-reference': ['choose', 'wrongReference'],
  'pin-code': ['choose', 'wrongPin', 'manyPins'],
  'info-place': PLACE,
  'info-place-found': FOUND,
  info: LIST,
  'info-meetings': LIST,
  'info-projects': LIST,
  'info-project': LIST,
  'info-checked': LIST,
  'info-figures': LIST,
  'meetings-tell': LIST,
  'meetings-told': NEVER,
  'meeting-code': ['choose', 'wrongMeetingCode', 'manyMeetingCodes'],
  'meeting-came': NEVER,
  'vote-list': LIST,
  vote: LIST,
  'vote-confirm': LIST,
  'vote-done': NEVER,
  'vote-result': LIST,
  'desk-list': LIST,
  'desk-report': LIST,
  'desk-write': WORDS,
  'desk-look': LIST,
  'desk-done': LIST,
};

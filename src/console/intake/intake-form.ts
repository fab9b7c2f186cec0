import { randomUUID } from 'node:crypto';
import { validate as isUuid } from 'uuid';
import type { AccountCaller } from '../../accounts/caller.ts';
import { LONGEST_TEXT } from '../../grievances/file-grievance.ts';
import { saysSomething } from '../../grievances/says-something.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { type Phone, parsePhone } from '../../phone.ts';
import { findAreas, withoutNamesakesAbove } from '../../routing/find-area.ts';
import type { Area, Category, Language, Programme } from '../../routing/programme.ts';
import { fieldOf } from '../read-form.ts';
import type { FieldError } from '../report/check-typed.ts';
import type { Form } from '../route.ts';

/** The form as it was typed. */
export interface IntakeTyped {
  readonly category: string;
  /** Words for a place, and the code of the one that was chosen among those found. */
  readonly place: string;
  readonly area: string;
  readonly text: string;
  readonly language: string;
  readonly phone: string;
  readonly consent: string;
  readonly safe: string;
  readonly aboutOffice: string;
  readonly forOther: string;
  /** Codes of the groups that were ticked. */
  readonly groups: readonly string[];
  readonly once: string;
  readonly step: string;
}

/** What a form that says everything comes to. */
export interface Intake {
  readonly category: Category;
  readonly area: Area;
  readonly text: string;
  readonly language: Language;
  readonly phone: Phone | null;
}

/** A form that nobody has filled in yet, in the first language of the programme. */
export function blankIntake({ languages }: Programme): IntakeTyped {
  const empty = { category: '', place: '', area: '', text: '', phone: '', consent: '', safe: '', step: '' };
  return { ...empty, language: languages[0], aboutOffice: '', forOther: '', groups: [], once: randomUUID() };
}

/** Reads the form. */
export function readIntake({ groups }: Programme, form: Form): IntakeTyped {
  const of = (name: string) => fieldOf(form, name);
  return {
    category: of('category'),
    place: of('place').trim(),
    area: of('area'),
    text: of('text').replace(/\r\n?/g, '\n').trim(),
    language: of('language'),
    phone: of('phone').trim(),
    consent: of('consent'),
    safe: of('safe'),
    aboutOffice: of('aboutOffice'),
    forOther: of('forOther'),
    groups: groups.map(({ code }) => code).filter((code) => of(groupField(code)) === 'yes'),
    once: isUuid(of('once')) ? of('once') : randomUUID(),
    step: of('step'),
  };
}

/** The box of a group. */
export function groupField(code: string): string {
  return `group-${code}`;
}

/** Whether this person may write down a report of this kind: no sealed one, but a focal point those of her stream. */
export function mayTakeDown({ stream }: Pick<AccountCaller, 'stream'>, category: Category): boolean {
  return category.stream === 'ordinary' || category.stream === stream;
}

/** As many places as are offered at once. */
const MOST_PLACES = 8;

/** The places that the words can mean, best first. */
export function placesFor(programme: Programme, { place }: Pick<IntakeTyped, 'place'>): Area[] {
  return place === '' ? [] : withoutNamesakesAbove(findAreas(programme, place, { limit: MOST_PLACES }));
}

/** What a form says, or everything that is wrong with it. */
export function checkIntake(caller: AccountCaller, language: Language, typed: IntakeTyped): Intake | FieldError[] {
  const { programme } = caller;
  const { intake: words } = wordsOf(language);
  const category = programme.categories.get(typed.category);
  const area = areaOf(programme, typed);
  const reads = programme.languages.find((one) => one === typed.language);
  const phone = typed.phone === '' ? null : parsePhone(typed.phone, programme.region);
  const characters = [...typed.text].length;
  const isAllowed = category !== undefined && mayTakeDown(caller, category);
  const errors = [
    ...when(!isAllowed, 'category', words.noCategory),
    ...when(area === undefined, 'place', placeError(programme, words, typed)),
    ...when(!saysSomething(typed.text), 'text', words.noText),
    ...when(characters > LONGEST_TEXT, 'text', words.longText(characters, LONGEST_TEXT)),
    ...when(reads === undefined, 'language', words.noLanguage),
    ...when(typed.phone !== '' && phone === null, 'phone', words.wrongPhone),
    ...when(typed.consent !== 'yes', 'consent', words.noConsent),
  ];
  if (errors.length > 0 || !category || !area || !reads) return errors;
  return { category, area, text: typed.text, language: reads, phone };
}

function when(isWrong: boolean, name: string, message: string): FieldError[] {
  return isWrong ? [{ name, message }] : [];
}

/** The place that was chosen among those found for the words; the only one found needs no choice. */
function areaOf(programme: Programme, typed: IntakeTyped): Area | undefined {
  const found = placesFor(programme, typed);
  const chosen = found.find(({ code }) => code === typed.area);
  return chosen ?? (found.length === 1 ? found[0] : undefined);
}

type Words = ReturnType<typeof wordsOf>['intake'];

function placeError(programme: Programme, words: Words, typed: IntakeTyped): string {
  if (typed.place === '') return words.noPlace;
  return placesFor(programme, typed).length === 0 ? words.unknownPlace(typed.place) : words.whichPlace;
}

import { toDigits } from '../encoding.ts';
import { saysSomething } from '../grievances/says-something.ts';
import { placeLabel, type Voice } from '../grievances/texts.ts';
import { localeOf } from '../locales/index.ts';
import { findAreas, matchAreas } from '../routing/find-area.ts';
import { findNamed } from '../routing/find-named.ts';
import { LANGUAGES, type Language, type Programme } from '../routing/programme.ts';
import { unitsNear } from '../routing/units-near.ts';

/** A report or a rating that is being put together. */
export type Asking =
  | {
      readonly kind: 'report';
      readonly draft: ReportDraft;
      readonly asked: 'text' | 'category' | 'place';
      readonly options: readonly string[];
    }
  | {
      readonly kind: 'rating';
      readonly draft: RatingDraft;
      readonly asked: 'place' | 'unit' | 'score';
      readonly options: readonly string[];
    };

/** What a citizen is being asked by SMS, kept on her row until it is answered or a day has passed. */
export type Conversation =
  | Asking
  /** `then`: what was being asked when she wanted another language; it goes on in that one. */
  | { readonly kind: 'language'; readonly options: readonly string[]; readonly then: Asking | null };

export interface ReportDraft {
  readonly text?: string;
  readonly category?: string;
  readonly area?: string;
}

export interface RatingDraft {
  readonly area?: string;
  readonly unit?: string;
  readonly score?: number;
  readonly comment?: string;
}

/** Where a conversation stands: ask on, or do what is now complete. */
export type Turn =
  | { readonly ask: Conversation; readonly say: (voice: Voice) => string }
  | { readonly file: Required<ReportDraft> }
  | { readonly rate: { readonly unit: string; readonly score: number; readonly comment: string | null } }
  | { readonly speak: Language };

/** What may be known of the citizen already. */
export interface Known {
  readonly lastArea: string | undefined;
}

/** Most entries of a numbered list: an SMS of two or three parts. */
const MOST_OPTIONS = 9;

/** Begins or goes on with a report: asks for the first thing that is missing, one question an SMS. */
export function continueReport(programme: Programme, known: Known, draft: ReportDraft): Turn {
  const { text, category, area } = draft;
  if (text === undefined) {
    return { ask: { kind: 'report', draft, asked: 'text', options: [] }, say: (voice) => voice.locale.sms.askText };
  }
  if (category === undefined) {
    const options = programme.topCategories.map(({ code }) => code);
    const say = (voice: Voice) =>
      voice.locale.sms.askCategory(numbered(programme.topCategories.map(({ names }) => voice.name(names))));
    return { ask: { kind: 'report', draft, asked: 'category', options }, say };
  }
  if (area === undefined) {
    const last = programme.areas.get(known.lastArea ?? '');
    const say = (voice: Voice) => {
      const level = levelName(programme, voice);
      return last ? voice.locale.sms.askSamePlace(voice.name(last.names), level) : voice.locale.sms.askPlace(level);
    };
    return { ask: { kind: 'report', draft, asked: 'place', options: last ? [last.code] : [] }, say };
  }
  return { file: { text, category, area } };
}

/** Begins or goes on with a rating: the unit by name, number or place, then one to five. */
export function continueRating(programme: Programme, draft: RatingDraft): Turn {
  const unit = programme.units.get(draft.unit ?? '');
  if (unit && draft.score !== undefined) {
    return { rate: { unit: unit.code, score: draft.score, comment: draft.comment ?? null } };
  }
  if (unit) {
    const say = (voice: Voice) => voice.locale.sms.askScore(voice.name(unit.names));
    return { ask: { kind: 'rating', draft, asked: 'score', options: [] }, say };
  }
  const area = programme.areas.get(draft.area ?? '');
  if (!area) {
    const say = (voice: Voice) => voice.locale.sms.askUnitPlace(levelName(programme, voice));
    return { ask: { kind: 'rating', draft, asked: 'place', options: [] }, say };
  }
  const units = unitsNear(programme, area).slice(0, MOST_OPTIONS);
  const say = (voice: Voice) => voice.locale.sms.askUnit(numbered(units.map(({ names }) => voice.name(names))));
  return { ask: { kind: 'rating', draft, asked: 'unit', options: units.map(({ code }) => code) }, say };
}

/** Asks again what was being asked. */
export function askAgain(programme: Programme, known: Known, asking: Asking): Turn {
  return asking.kind === 'report'
    ? continueReport(programme, known, asking.draft)
    : continueRating(programme, asking.draft);
}

/** Asks in which language we should write; `then` goes on afterwards. */
export function askLanguage(programme: Programme, then: Asking | null): Turn {
  const say = (voice: Voice) =>
    voice.locale.sms.askLanguage(numbered(programme.languages.map((language) => localeOf(language).self)));
  return { ask: { kind: 'language', options: programme.languages, then }, say };
}

/** Reads an answer to the question that was asked. What cannot be understood is asked again, with the reason in front. */
export function answerConversation(programme: Programme, known: Known, asked: Conversation, text: string): Turn {
  const option = optionAt(asked.options, text);
  switch (asked.kind) {
    case 'language': {
      const language = LANGUAGES.find((candidate) => candidate === option);
      return language
        ? { speak: language }
        : again(askLanguage(programme, asked.then), (voice) => voice.locale.sms.notANumber);
    }
    case 'report':
      return answerReport(programme, known, asked, text, option);
    case 'rating':
      return answerRating(programme, asked, text, option);
  }
}

function answerReport(
  programme: Programme,
  known: Known,
  { draft, asked }: Extract<Conversation, { kind: 'report' }>,
  text: string,
  option: string | undefined,
): Turn {
  if (asked === 'text') {
    return continueReport(programme, known, saysSomething(text) ? { ...draft, text } : draft);
  }
  if (asked === 'category') {
    const category = option ?? findNamed([...programme.categories.values()], text)[0]?.code;
    if (category !== undefined) return continueReport(programme, known, { ...draft, category });
    // Words that name nothing on the list are more about the problem: they are kept, and the question stands.
    if (saysSomething(text))
      return continueReport(programme, known, { ...draft, text: `${draft.text ?? ''}\n${text}` });
    return again(continueReport(programme, known, draft), (voice) => voice.locale.sms.notANumber);
  }
  if (option !== undefined) return placed(programme, known, draft, option);
  const found = findAreas(programme, text, { limit: MOST_OPTIONS });
  const [only, another] = found;
  if (!only) return again(continueReport(programme, known, draft), (voice) => voice.locale.sms.noPlace);
  if (!another) return placed(programme, known, draft, only.code);
  return whichPlace(
    programme,
    draft,
    found.map(({ code }) => code),
  );
}

/** A county is no answer yet: its parts are offered, or asked for where they are many, until a place has no parts. */
function placed(programme: Programme, known: Known, draft: ReportDraft, code: string): Turn {
  const area = programme.areas.get(code);
  if (!area || area.children.length === 0) return continueReport(programme, known, { ...draft, area: code });
  const inside = (voice: Voice) => `${voice.name(area.names)}.`;
  if (area.children.length <= MOST_OPTIONS) {
    return again(
      whichPlace(
        programme,
        draft,
        area.children.map((child) => child.code),
      ),
      inside,
    );
  }
  const say = (voice: Voice) => voice.locale.sms.askPlace(levelName(programme, voice));
  return again({ ask: { kind: 'report', draft, asked: 'place', options: [] }, say }, inside);
}

function whichPlace(programme: Programme, draft: ReportDraft, codes: readonly string[]): Turn {
  const say = (voice: Voice) => {
    const names = codes.map((code) => {
      const area = programme.areas.get(code);
      return area ? placeLabel(programme, voice, area) : '';
    });
    return voice.locale.sms.askWhichPlace(numbered(names));
  };
  return { ask: { kind: 'report', draft, asked: 'place', options: codes }, say };
}

function answerRating(
  programme: Programme,
  { draft, asked }: Extract<Conversation, { kind: 'rating' }>,
  text: string,
  option: string | undefined,
): Turn {
  if (asked === 'score') {
    const score = readScore(text);
    if (score !== null) return continueRating(programme, { ...draft, score });
    return again(continueRating(programme, draft), (voice) => voice.locale.again.score);
  }
  if (option !== undefined) return continueRating(programme, { ...draft, unit: option });
  const next = { ...draft, ...readUnitOrPlace(programme, text) };
  const turn = continueRating(programme, next);
  return next.unit === undefined && next.area === undefined ? again(turn, (voice) => voice.locale.sms.noPlace) : turn;
}

/** The unit that a name or its printed number stands for, or else the place where units can be offered. */
export function readUnitOrPlace(programme: Programme, text: string): Pick<RatingDraft, 'unit' | 'area'> {
  const units = [...programme.units.values()];
  const digits = toDigits(text.trim());
  const byNumber = /^\d+$/.test(digits) ? units.find(({ number }) => number === Number(digits)) : undefined;
  if (byNumber) return { unit: byNumber.code };
  if (!saysSomething(text)) return {};
  const areas = matchAreas(programme, text).filter(({ item }) => unitsNear(programme, item).length > 0);
  // A whole place name means the place, though a hospital's name may begin with it.
  const exact = areas.find(({ fit }) => fit === 'exact');
  const unit = exact ? undefined : findNamed(units, text)[0];
  if (unit) return { unit: unit.code };
  const area = exact ?? areas[0];
  return area ? { area: area.item.code } : {};
}

/** 1 to 5 in digits of any script; null for everything else. */
export function readScore(text: string): number | null {
  const digits = toDigits(text.trim());
  return /^[1-5]$/.test(digits) ? Number(digits) : null;
}

/** In characters. */
const LONGEST_RATING = 500;

/** More words than this after RATE, and no score among them, are no name of a service: `rate of my bill is too high`. */
const MOST_WORDS_OF_A_NAME = 5;

/** What followed RATE: unit, then score, then a comment; any of it may be missing. Null: it is no rating at all. */
export function readRating(programme: Programme, rest: string): RatingDraft | null {
  // One space between words, and no more of it than a name and a remark: what follows looks back and forth.
  const words = toDigits(rest).replace(/\s+/g, ' ').slice(0, LONGEST_RATING);
  if (words === '') return {};
  // A score out of range is left out and asked for, but what stands before it is still the name.
  const [, name = words, given, comment = ''] = /^(.+?)\s+(\d{1,2})(?:\s+(.*))?$/su.exec(words) ?? [];
  if (given === undefined && words.split(' ').length > MOST_WORDS_OF_A_NAME) return null;
  const found = readUnitOrPlace(programme, name);
  if (found.unit === undefined && found.area === undefined) return null;
  const score = given === undefined ? null : readScore(given);
  return {
    ...found,
    ...(score === null ? {} : { score }),
    ...(score === null || comment.trim() === '' ? {} : { comment: comment.trim() }),
  };
}

function again(turn: Turn, reason: (voice: Voice) => string): Turn {
  return 'ask' in turn ? { ask: turn.ask, say: (voice) => `${reason(voice)} ${turn.say(voice)}` } : turn;
}

function optionAt(options: readonly string[], text: string): string | undefined {
  const digits = toDigits(text.trim()).replace(/[.)]$/, '');
  return /^\d{1,2}$/.test(digits) ? options[Number(digits) - 1] : undefined;
}

function numbered(labels: readonly string[]): string {
  return labels.map((label, index) => `${index + 1} ${label}`).join('\n');
}

/** What people call the smallest places of the programme: ward, municipality, or "ward / union". */
function levelName(programme: Programme, voice: Voice): string {
  const leaves = [...programme.areas.values()].filter(({ children }) => children.length === 0);
  const levels = new Set(leaves.map(({ level }) => level));
  const names = [...levels].map((level) => programme.levelNames.get(level)).filter((known) => known !== undefined);
  return names.map((known) => voice.name(known).toLowerCase()).join(' / ');
}

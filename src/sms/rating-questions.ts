import { toDigits } from '../encoding.ts';
import { saysSomething } from '../grievances/says-something.ts';
import type { Voice } from '../grievances/texts.ts';
import { matchAreas } from '../routing/find-area.ts';
import { findNamed } from '../routing/find-named.ts';
import type { Programme } from '../routing/programme.ts';
import { unitsNear } from '../routing/units-near.ts';
import { again, type RatingAsking, type RatingDraft, type Turn } from './conversation.ts';
import { levelName } from './level-name.ts';
import { MOST_OPTIONS, numbered, optionAt } from './numbered.ts';

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

/** Reads an answer to a question about a rating. */
export function answerRating(programme: Programme, { draft, asked, options }: RatingAsking, text: string): Turn {
  if (asked === 'score') {
    const score = readScore(text);
    if (score !== null) return continueRating(programme, { ...draft, score });
    return again(continueRating(programme, draft), (voice) => voice.locale.again.score);
  }
  const option = optionAt(options, text);
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

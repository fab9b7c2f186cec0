import { LONGEST_TEXT } from '../grievances/file-grievance.ts';
import { placeLabel, type Voice } from '../grievances/texts.ts';
import { findAreas, withoutNamesakesAbove } from '../routing/find-area.ts';
import type { Category, Programme } from '../routing/programme.ts';
import { again, type Known, type ReportAsking, type ReportDraft, type Turn } from './conversation.ts';
import { levelName } from './level-name.ts';
import { namedCategories } from './named-categories.ts';
import { wordsOf } from './names-in-text.ts';
import { MOST_OPTIONS, numbered, optionAt } from './numbered.ts';
import { saysWhat } from './says-what.ts';
import { readSend } from './send-words.ts';
import { soundsSealed } from './sounds-sealed.ts';

/** Begins or goes on with a report: asks for the first thing that is missing, one question an SMS. */
export function continueReport(programme: Programme, known: Known, draft: ReportDraft): Turn {
  const { text, category, area } = draft;
  if (text === undefined) return askText(draft);
  if (category === undefined && draft.isOpenly === undefined && soundsSealed(programme, wordsOf(text))) {
    return askSealed(programme, draft);
  }
  if (category === undefined) return whichCategory(draft, programme.topCategories);
  return area === undefined ? askForPlace(programme, known, draft) : { file: { ...draft, text, category, area } };
}

function whichCategory(draft: ReportDraft, categories: readonly Category[]): Turn {
  const say = (voice: Voice) =>
    voice.locale.sms.askCategory(numbered(categories.map(({ names }) => voice.name(names))));
  return { ask: { kind: 'report', draft, asked: 'category', options: categories.map(({ code }) => code) }, say };
}

/** Asks for the words, or for more of them. */
export function askText(draft: ReportDraft): Turn {
  return { ask: { kind: 'report', draft, asked: 'text', options: [] }, say: (voice) => voice.locale.sms.askText };
}

/** Whether it is what it sounds like, before the list of everything: its first entry would bring her words to an office. */
function askSealed(programme: Programme, draft: ReportDraft): Turn {
  const sealed = programme.topCategories.filter(({ stream }) => stream !== 'ordinary');
  const say = (voice: Voice) => {
    const names = sealed.map((category) => voice.name(category.names));
    return voice.locale.sms.askCategory(numbered([...names, voice.locale.ussd.notSure]));
  };
  return { ask: { kind: 'report', draft, asked: 'sealed', options: sealed.map(({ code }) => code) }, say };
}

function askForPlace(programme: Programme, known: Known, draft: ReportDraft): Turn {
  const [only, another] = draft.places ?? [];
  if (another !== undefined) return whichPlace(programme, draft, draft.places ?? []);
  if (only !== undefined && programme.areas.has(only)) return placed(programme, known, draft, only);
  const last = programme.areas.get(known.lastArea ?? '');
  const say = (voice: Voice) => {
    const level = levelName(programme, voice);
    return last ? voice.locale.sms.askSamePlace(voice.name(last.names), level) : voice.locale.sms.askPlace(level);
  };
  return { ask: { kind: 'report', draft, asked: 'place', options: last ? [last.code] : [] }, say };
}

/** Asks again what was being asked about a report. */
export function askReportAgain(programme: Programme, known: Known, { draft, asked }: ReportAsking): Turn {
  const category = programme.categories.get(draft.category ?? '');
  const area = programme.areas.get(draft.area ?? '');
  if (asked === 'text') return askText(draft);
  if (asked !== 'send' || draft.text === undefined || !category || !area) {
    return continueReport(programme, known, draft);
  }
  const say = (voice: Voice) => voice.locale.sms.draftSend(voice.name(category.names), voice.name(area.names));
  return { ask: { kind: 'report', draft, asked, options: [] }, say };
}

/** The last entry of the short list. */
const ELSE = Symbol('else');

/** Reads an answer to a question about a report. */
export function answerReport(programme: Programme, known: Known, asking: ReportAsking, text: string): Turn {
  switch (asking.asked) {
    case 'send':
      return answerSend(programme, known, asking, text);
    case 'text':
      return answerText(programme, known, asking, text);
    case 'category':
      return answerCategory(programme, known, asking, text);
    case 'sealed':
      return optionAt([...asking.options, ELSE], text) === ELSE
        ? continueReport(programme, known, { ...asking.draft, isOpenly: true })
        : answerCategory(programme, known, asking, text);
    case 'place':
      return answerPlace(programme, known, asking, text);
  }
}

/** Only a clear yes sends it and a clear no drops it. All other words are added, and the question is put again. */
function answerSend(programme: Programme, known: Known, asking: ReportAsking, text: string): Turn {
  const { draft } = asking;
  const answer = readSend(programme, text);
  if (answer !== null) return answer === 'drop' ? { drop: true } : continueReport(programme, known, draft);
  if (!saysWhat(programme, text)) return askReportAgain(programme, known, asking);
  // A machine says the same to everything.
  if (draft.text?.split('\n').includes(text)) return { quiet: true, isOver: false };
  return askReportAgain(programme, known, { ...asking, draft: withWords(programme, draft, text) });
}

/** Where category and place are known the words are all that is missing, and she may drop it instead. */
function answerText(programme: Programme, known: Known, { draft }: ReportAsking, text: string): Turn {
  const isOffered = draft.category !== undefined && draft.area !== undefined;
  if (isOffered && readSend(programme, text) === 'drop') return { drop: true };
  return saysWhat(programme, text)
    ? continueReport(programme, known, withWords(programme, draft, text))
    : askText(draft);
}

/**
 * The report with more words. Where they sound sealed an ordinary category no longer holds: she is asked anew what it is
 * about, so that no office reads by mistake what is not for it.
 */
function withWords(programme: Programme, draft: ReportDraft, text: string): ReportDraft {
  const next = { ...draft, text: withMore(draft.text, text) };
  const isOrdinary = programme.categories.get(draft.category ?? '')?.stream === 'ordinary';
  if (!isOrdinary || draft.isOpenly || !soundsSealed(programme, wordsOf(text))) return next;
  const { category: _category, ...rest } = next;
  return rest;
}

function answerCategory(programme: Programme, known: Known, { draft, options }: ReportAsking, text: string): Turn {
  const { isSure, categories } = namedCategories(programme, text);
  const category = optionAt(options, text) ?? (isSure ? categories[0]?.code : undefined);
  if (category !== undefined) return continueReport(programme, known, { ...draft, category });
  if (categories.length > 0) return whichCategory(draft, categories);
  // Words that name nothing on the list are more about the problem: they are kept, and the question stands.
  if (saysWhat(programme, text))
    return continueReport(programme, known, { ...draft, text: withMore(draft.text, text) });
  return again(continueReport(programme, known, draft), (voice) => voice.locale.sms.notANumber);
}

function answerPlace(programme: Programme, known: Known, { draft, options }: ReportAsking, text: string): Turn {
  const option = optionAt(options, text);
  if (option !== undefined) return placed(programme, known, draft, option);
  const found = withoutNamesakesAbove(findAreas(programme, text, { limit: MOST_OPTIONS }));
  const [only, another] = found;
  if (!only) {
    const more = withWords(programme, draft, text);
    if (more.category === undefined) return continueReport(programme, known, more);
    return again(continueReport(programme, known, draft), (voice) => voice.locale.sms.noPlace);
  }
  if (!another) return placed(programme, known, draft, only.code);
  return whichPlace(
    programme,
    draft,
    found.map(({ code }) => code),
  );
}

/** A county is no answer yet: its parts are offered, or asked for where they are many, until a place has no parts. */
function placed(programme: Programme, known: Known, before: ReportDraft, code: string): Turn {
  const area = programme.areas.get(code);
  const { places: _places, ...rest } = before;
  if (!area || area.children.length === 0) return continueReport(programme, known, { ...rest, area: code });
  const draft = { ...rest, places: [code] };
  const inside = (voice: Voice) => `${voice.name(area.names)}.`;
  if (area.children.length <= MOST_OPTIONS) {
    const parts = area.children.map((child) => child.code);
    return again(whichPlace(programme, draft, parts), inside);
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

/** What she wrote so far with what she writes now; no longer than is kept. */
function withMore(text: string | undefined, more: string): string {
  return (text === undefined ? more : `${text}\n${more}`).slice(0, LONGEST_TEXT);
}

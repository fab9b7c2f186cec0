import { LONGEST_TEXT } from '../grievances/file-grievance.ts';
import { saysSomething } from '../grievances/says-something.ts';
import { placeLabel, type Voice } from '../grievances/texts.ts';
import { findAreas } from '../routing/find-area.ts';
import { findNamed } from '../routing/find-named.ts';
import type { Programme } from '../routing/programme.ts';
import { again, type Known, type ReportAsking, type ReportDraft, type Turn } from './conversation.ts';
import { levelName } from './level-name.ts';
import { MOST_OPTIONS, numbered, optionAt } from './numbered.ts';
import { readYesOrNo } from './yes-or-no.ts';

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
  return area === undefined ? askForPlace(programme, known, draft) : { file: { ...draft, text, category, area } };
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
  if (asked !== 'send' || draft.text === undefined || !category || !area) {
    return continueReport(programme, known, draft);
  }
  const say = (voice: Voice) => voice.locale.sms.draftSend(voice.name(category.names), voice.name(area.names));
  return { ask: { kind: 'report', draft, asked, options: [] }, say };
}

/** Reads an answer to a question about a report. */
export function answerReport(programme: Programme, known: Known, asking: ReportAsking, text: string): Turn {
  switch (asking.asked) {
    case 'send':
      return answerSend(programme, known, asking, text);
    case 'text':
      return answerText(programme, known, asking, text);
    case 'category':
      return answerCategory(programme, known, asking, text);
    case 'place':
      return answerPlace(programme, known, asking, text);
  }
}

/** A no is a no, and a no with more words is asked about: *no water* may be what she adds. All other words are added. */
function answerSend(programme: Programme, known: Known, asking: ReportAsking, text: string): Turn {
  const answer = readYesOrNo(programme, text);
  if (answer && !answer.isYes && answer.words === '') return { drop: true };
  const { draft } = asking;
  if (answer?.isYes) return continueReport(programme, known, draft);
  if (!saysSomething(text)) return askReportAgain(programme, known, asking);
  const next = { ...draft, text: withMore(draft.text, text) };
  return answer ? askReportAgain(programme, known, { ...asking, draft: next }) : continueReport(programme, known, next);
}

/** Where category and place are known the words are all that is missing, and she may drop it instead. */
function answerText(programme: Programme, known: Known, { draft }: ReportAsking, text: string): Turn {
  const answer = readYesOrNo(programme, text);
  const isDropped = answer !== null && !answer.isYes && answer.words === '';
  if (isDropped && draft.category !== undefined && draft.area !== undefined) return { drop: true };
  return continueReport(programme, known, saysSomething(text) ? { ...draft, text: withMore(undefined, text) } : draft);
}

function answerCategory(programme: Programme, known: Known, { draft, options }: ReportAsking, text: string): Turn {
  const category = optionAt(options, text) ?? findNamed([...programme.categories.values()], text)[0]?.code;
  if (category !== undefined) return continueReport(programme, known, { ...draft, category });
  // Words that name nothing on the list are more about the problem: they are kept, and the question stands.
  if (saysSomething(text)) return continueReport(programme, known, { ...draft, text: withMore(draft.text, text) });
  return again(continueReport(programme, known, draft), (voice) => voice.locale.sms.notANumber);
}

function answerPlace(programme: Programme, known: Known, { draft, options }: ReportAsking, text: string): Turn {
  const option = optionAt(options, text);
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

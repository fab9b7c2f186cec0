import type { SavedReply } from '../../db/schema.ts';
import { parseReference } from '../../grievances/reference.ts';
import { ACTIONS, type ActionName } from './actions.ts';
import { officeChoices } from './office-choices.ts';
import type { ReportView } from './report-view.ts';
import type { Typed } from './typed.ts';

/** A field and a sentence that names the mend. */
export interface FieldError {
  readonly name: string;
  readonly message: string;
}

/** What else a form page shows: choices, and why it could not be taken. */
export interface FormState {
  readonly typed: Typed;
  readonly errors: readonly FieldError[];
  readonly replies: readonly SavedReply[];
  /** Behind a saved answer that is not there in the citizen's language. */
  readonly note: string | null;
}

/** What is wrong with one field; undefined: nothing. */
export function errorOf({ errors }: Pick<FormState, 'errors'>, name: string): string | undefined {
  return errors.find((error) => error.name === name)?.message;
}

/** The longest text that goes to a citizen or stays among officials, in characters. */
const LONGEST_TEXT = 4_000;
/** What goes out as one text: beyond it handsets and carriers lose parts. */
export const MOST_SEGMENTS = 10;

/** What is wrong with a form before anything is tried with it. */
export function checkTyped(view: ReportView, name: ActionName, typed: Typed): FieldError[] {
  const { words } = ACTIONS[name];
  return [...checkChoice(view, name, typed), ...(words === 'none' ? [] : checkText(view, typed.text))];
}

function checkText({ words }: ReportView, text: string): FieldError[] {
  const characters = [...text].length;
  if (characters === 0) return [{ name: 'text', message: words.empty }];
  return characters > LONGEST_TEXT ? [{ name: 'text', message: words.long(characters, LONGEST_TEXT) }] : [];
}

function checkChoice(view: ReportView, name: ActionName, typed: Typed): FieldError[] {
  const { words } = view;
  const { chooses } = ACTIONS[name];
  if (chooses === undefined) return [];
  switch (chooses) {
    case 'office':
      return isOffered(view, typed) ? [] : [{ name: 'office', message: words.chooseOffice }];
    case 'colleague':
      return typed.account === '' ? [{ name: 'account', message: words.chooseColleague }] : [];
    case 'report':
      return checkReference(view, typed.into);
  }
}

function isOffered(view: ReportView, { office, find }: Typed): boolean {
  return officeChoices(view, find).some(({ offices }) => offices.some(({ code }) => code === office));
}

function checkReference({ words }: ReportView, into: string): FieldError[] {
  const parsed = parseReference(into);
  if (parsed.ok) return [];
  const message = parsed.reason === 'shape' ? words.noReference : words.wrongDigitAbout;
  return [{ name: 'into', message }];
}

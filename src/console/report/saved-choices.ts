import { listSavedReplies } from '../../db/saved-replies.ts';
import type { SavedReply } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { localeOf } from '../../locales/index.ts';
import type { Language } from '../../routing/programme.ts';
import type { ReportView } from './report-view.ts';

/** The answers that this report can begin with. */
export async function savedFor(deps: Pick<Deps, 'db'>, { programme, category }: ReportView): Promise<SavedReply[]> {
  const categoryIds = [category.id, ...(category.parent ? [category.parent.id] : [])];
  return listSavedReplies(deps.db, { programmeId: programme.id, categoryIds });
}

/** A saved answer in the citizen's language, else in another one with a note that says so. */
export interface Beginning {
  readonly text: string;
  /** Null: it is in her language. */
  readonly note: string | null;
}

/** The words of a saved answer for this citizen; null: there is no such answer, or nothing is in it. */
export function beginWith(view: ReportView, replies: readonly SavedReply[], id: string): Beginning | null {
  const texts = replies.find((reply) => reply.id === id)?.texts;
  if (!texts) return null;
  const wanted = view.citizenLanguage;
  const order: Language[] = [wanted, ...view.programme.languages, 'en'];
  const found = order.find((language) => (texts[language] ?? '').trim() !== '');
  if (found === undefined) return null;
  const note = found === wanted ? null : view.words.notThere(localeOf(wanted).self, localeOf(found).self);
  return { text: texts[found] ?? '', note };
}

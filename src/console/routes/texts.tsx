import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { AppError } from '../../errors.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { type ChangeableText, changeableText, localeWith, templateOf, templateProblem } from '../../locales/wording.ts';
import { letterProblem } from '../../routing/name-problem.ts';
import { LANGUAGES, type Language } from '../../routing/programme.ts';
import { adminRoute } from '../admin/admin-route.ts';
import { markOf, type Wanted } from '../admin/change-programme.ts';
import type { FieldError } from '../admin/name-fields.tsx';
import { isChanged, readVersions } from '../admin/read-versions.ts';
import { doneText, type Shown, saveChanges } from '../admin/save-changes.ts';
import { TextPage, TextsPage } from '../admin/texts-page.tsx';
import { fieldOf } from '../read-form.ts';
import type { Answer, ConsoleRoute, SignedInVisit } from '../route.ts';

/** Longer than the longest text of all; to measure more on every screen takes minutes. */
const LONGEST_TEXT = 700;

const coded = z.object({ params: z.object({ code: z.string() }), query: z.object({ done: z.string().optional() }) });
const listed = z.object({ query: z.object({ shown: z.enum(LANGUAGES).optional().catch(undefined) }) });

/** The words of screens and SMS, on top of those that the gateway comes with. */
export const TEXT_ROUTES: readonly ConsoleRoute[] = [
  adminRoute('get', '/admin/texts', listed, async (deps, { caller, language }, { query }) => {
    const versions = await readVersions(deps.db, caller.programme.id);
    const [first] = caller.programme.languages;
    const shown = caller.programme.languages.find((one) => one === query.shown) ?? first;
    return { page: <TextsPage caller={caller} language={language} versions={versions} shown={shown} /> };
  }),
  adminRoute('get', '/admin/texts/:code', coded, (deps, visit, { params, query }) =>
    showText(deps, visit, requireText(params.code), { done: query.done }),
  ),
  adminRoute('post', '/admin/texts/:code', coded, (deps, visit, { params }) =>
    saveText(deps, visit, requireText(params.code)),
  ),
  adminRoute('post', '/admin/texts/:code/undo', coded, (deps, visit, { params }) => {
    const text = requireText(params.code);
    const wanted = visit.caller.programme.languages.map((one) => asItCame(text, one));
    return saveChanges(deps, visit, againWith(deps, visit, text), pathOf(text), wanted, 'undone');
  }),
];

/** The words that a text came with. */
function asItCame({ code }: ChangeableText, language: Language): Wanted {
  return { kind: 'text', code, field: language, value: undefined };
}

function pathOf({ code }: ChangeableText): string {
  return `/console/admin/texts/${code}`;
}

/** The page again with the words as they stand, and what is in the way. */
function againWith(deps: Deps, visit: SignedInVisit, text: ChangeableText) {
  return (errors: readonly FieldError[]) => showText(deps, visit, text, { errors });
}

function requireText(code: string): ChangeableText {
  const text = changeableText(code);
  if (!text) throw new AppError('not_found', 'There is no such text that may be changed.');
  return text;
}

async function showText(deps: Deps, visit: SignedInVisit, text: ChangeableText, shown: Shown): Promise<Answer> {
  const { caller, language } = visit;
  const versions = await readVersions(deps.db, caller.programme.id);
  const held = caller.programme.languages.map((one): [string, string] => [
    `text-${one}`,
    templateOf(localeWith(one, versions.held.wording[one]), text),
  ]);
  const typed = shown.typed ?? { values: new Map(held), errors: shown.errors ?? [] };
  return {
    status: typed.errors.length === 0 ? 200 : 422,
    page: (
      <TextPage
        caller={caller}
        language={language}
        text={text}
        typed={typed}
        done={doneText(visit, shown.done)}
        seen={markOf(versions.overrides, { kind: 'text', code: text.code })}
        isChangedHere={isChanged(versions, 'text', text.code)}
      />
    ),
  };
}

async function saveText(deps: Deps, visit: SignedInVisit, text: ChangeableText): Promise<Answer> {
  const { caller, form } = visit;
  const typed = caller.programme.languages.map((one) => ({ one, words: readWords(fieldOf(form, `text-${one}`)) }));
  const errors = typed.flatMap(({ one, words }) => problemsOf(visit, text, one, words));
  const values = new Map(typed.map(({ one, words }): [string, string] => [`text-${one}`, words]));
  const again = (found: readonly FieldError[]) => showText(deps, visit, text, { typed: { values, errors: found } });
  if (errors.length > 0) return again(errors);
  const wanted = typed.map(({ one, words }) => ({
    ...asItCame(text, one),
    ...(words === templateOf(localeOf(one), text) ? {} : { value: words }),
  }));
  return saveChanges(deps, visit, again, pathOf(text), wanted);
}

/** A browser ends lines in two characters, and a text begins and ends with a word. */
function readWords(typed: string): string {
  return typed.replaceAll('\r\n', '\n').trim().normalize('NFC');
}

function problemsOf(
  { language }: SignedInVisit,
  text: ChangeableText,
  one: Language,
  words: string,
): readonly FieldError[] {
  const { errors } = wordsOf(language).admin;
  const say = (message: string) => [{ name: `text-${one}`, message }];
  if (words === '') return say(errors.text);
  if (words.length > LONGEST_TEXT) return say(errors.longText);
  const problem = templateProblem(localeOf(one), text, words);
  if (problem !== null) {
    return say('missing' in problem ? errors.missing(`{${problem.missing}}`) : errors.unknown(`{${problem.unknown}}`));
  }
  const hasControl = /\p{Cc}/u.test(words.replaceAll('\n', ''));
  return letterProblem(words.replaceAll('\n', ' '), one) === null && !hasControl ? [] : say(errors.textLetters);
}

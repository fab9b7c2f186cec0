import type { ComponentChildren, VNode } from 'preact';
import type { AccountCaller } from '../accounts/caller.ts';
import { type Ability, mayDo } from '../accounts/scope.ts';
import { type ConsoleWords, wordsOf } from '../locales/console/index.ts';
import { localeOf } from '../locales/index.ts';
import { languageTag } from '../locales/language-tag.ts';
import { type Language, nameIn } from '../routing/programme.ts';

/** What a page of the console tells its shell. */
export interface ShellProps {
  readonly language: Language;
  /** Becomes "title - Majibu" in the browser's tab. */
  readonly title: string;
  /** Null: nobody has signed in. */
  readonly caller: AccountCaller | null;
  /** Which entry of the navigation this page belongs to. */
  readonly entry?: Entry;
  /** The page comes again by itself after so many seconds: only where whoever reads it has asked for that. */
  readonly refreshSeconds?: number | undefined;
  /** Something is wrong with what was sent: the title says so first. */
  readonly hasErrors?: boolean;
  readonly children: ComponentChildren;
}

type Entry = keyof typeof ENTRIES;

/** The navigation, in order: where each entry leads, and who has it. */
const ENTRIES = {
  inbox: { href: '/console', needs: 'acknowledge' },
  sealed: { href: '/console/sealed', needs: 'unmask' },
  triage: { href: '/console/triage', needs: 'read_triage' },
  board: { href: '/console/board', needs: 'read_board' },
  figures: { href: '/monitor', needs: 'monitor' },
  letters: { href: '/console/letters', needs: 'read_letters' },
  intake: { href: '/console/intake', needs: 'file' },
  cards: { href: '/console/cards', needs: 'read_cards' },
  forums: { href: '/console/forums', needs: 'convene' },
  admin: { href: '/console/admin', needs: 'administer' },
  settings: { href: '/console/settings', needs: 'account' },
} as const satisfies Partial<Record<keyof ConsoleWords['shell'], { href: string; needs: Ability | 'account' }>>;

const CONTENT = '_content';

/** The frame of every page of the console: head, header with who has signed in, navigation, content. */
export function Shell({
  language,
  title,
  caller,
  entry,
  refreshSeconds,
  hasErrors = false,
  children,
}: ShellProps): VNode {
  const { shell } = wordsOf(language);
  return (
    <html lang={languageTag(language)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" content="#0b5d4e" />
        {refreshSeconds === undefined ? null : <meta http-equiv="refresh" content={String(refreshSeconds)} />}
        <title>{`${hasErrors ? `${shell.error}: ` : ''}${title} - Majibu`}</title>
        <link rel="icon" href="/static/icon.svg" />
        <link rel="stylesheet" href="/static/console.css" />
        <script type="module" src="/static/console.js" />
      </head>
      <body>
        <a class="govuk-skip-link" href={`#${CONTENT}`}>
          {localeOf(language).web.skip}
        </a>
        <Header caller={caller} language={language} />
        {caller === null ? null : <Navigation caller={caller} language={language} entry={entry} />}
        <main id={CONTENT} class="width" tabindex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

function Header({ caller, language }: Pick<ShellProps, 'caller' | 'language'>): VNode {
  const { shell } = wordsOf(language);
  return (
    <header class="header">
      <div class="width header-row">
        <a class="brand" href="/console">
          Majibu
        </a>
        {caller === null ? null : <span class="header-programme">{nameIn(caller.programme.titles, language)}</span>}
        {caller === null ? null : (
          <form class="header-person" method="post" action="/console/sign-out">
            <span>{caller.name}</span> <button type="submit">{shell.signOut}</button>
          </form>
        )}
      </div>
    </header>
  );
}

function Navigation({
  caller,
  language,
  entry,
}: {
  caller: AccountCaller;
  language: Language;
  entry: Entry | undefined;
}): VNode {
  const { shell } = wordsOf(language);
  return (
    <nav class="nav" aria-label={shell.navigation}>
      <div class="width">
        {entriesOf(caller).map((name) => (
          <a key={name} href={ENTRIES[name].href} aria-current={name === entry ? 'page' : undefined}>
            {shell[name]}
          </a>
        ))}
      </div>
    </nav>
  );
}

/** A focal point has her sealed queue in the inbox's place. */
function entriesOf({ role }: AccountCaller): Entry[] {
  const names: readonly Entry[] = [
    'inbox',
    'sealed',
    'triage',
    'board',
    'figures',
    'letters',
    'intake',
    'cards',
    'forums',
    'admin',
    'settings',
  ];
  return names.filter((name) => {
    const { needs } = ENTRIES[name];
    if (name === 'inbox' && role === 'focal') return false;
    return needs === 'account' || mayDo(role, needs);
  });
}

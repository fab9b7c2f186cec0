import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { Button, TextArea } from '../parts/fields.tsx';

interface ImportProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** What was pasted before. */
  readonly csv: string;
  /** Everything that is wrong with it. */
  readonly problems: readonly string[];
}

/** A list of people to be pasted in: all of them are taken, or none. */
export function ImportPage({ caller, language, csv, problems }: ImportProps): VNode {
  const { people: words } = wordsOf(language);
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={words.importTitle}
      up={{ href: '/console/admin/people', text: words.title }}
      errors={problems.map((message) => ({ name: 'csv', message }))}
    >
      <p class="govuk-body">{words.importAbout}</p>
      <form method="post" action="/console/admin/people/import" novalidate>
        <TextArea name="csv" label={words.importFile} rows={12} value={csv} spellcheck={false} />
        <Button text={words.importDo} />
      </form>
    </AdminFrame>
  );
}

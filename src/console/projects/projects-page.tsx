import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { wordsOf } from '../../locales/console/index.ts';
import type { Language } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { Button, Checkbox, Hidden, TextArea } from '../parts/fields.tsx';

/** The columns as the first line of a list names them, for the programme's languages. */
const COLUMNS = 'code,area_code,name_en,{names}amount,currency,contractor,starts_on,ends_on,state,as_of,source';

interface ProjectsProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** How many are on the list now. */
  readonly held: number;
  /** What was pasted before. */
  readonly csv: string;
  readonly keepsOthers: boolean;
  /** Everything that is wrong with it, by line, in the words of the reader of files. */
  readonly problems: readonly { readonly line: number | null; readonly message: string }[];
  /** What is wrong besides. */
  readonly error?: string | undefined;
  readonly done?: string | undefined;
}

/** So many usual lines fit into a form that is sent at once (`read-form.ts`). */
const ABOUT_LINES = 2_000;

/** As many as a person reads; the rest follows when these are mended. */
const PROBLEMS_SHOWN = 50;

/** A public list to be pasted in: what it would change is shown first. */
export function ProjectsPage(props: ProjectsProps): VNode {
  const { caller, language, held, csv, keepsOthers, problems, done } = props;
  const words = wordsOf(language).tools.projects;
  const error = props.error ?? (problems.length === 0 ? undefined : words.problems(problems.length));
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={words.title}
      done={done}
      errors={error === undefined ? [] : [{ name: 'list', message: error }]}
    >
      <p class="govuk-body">{words.about}</p>
      <p class="govuk-body">{words.held(held)}</p>
      {problems.length === 0 ? null : <Problems language={language} problems={problems} />}
      <form method="post" action="/console/admin/projects" novalidate>
        <Hidden name="step" value="look" />
        <p class="govuk-body">{words.listHint}</p>
        <p class="key">{columnsFor(caller)}</p>
        <p class="govuk-body">{words.listSize(ABOUT_LINES)}</p>
        <TextArea name="list" label={words.list} rows={12} value={csv} spellcheck={false} error={error} />
        <Checkbox
          name="keep"
          label={words.keepOthers}
          hint={words.keepOthersHint}
          value={keepsOthers ? 'yes' : undefined}
        />
        <Button text={words.look} />
      </form>
    </AdminFrame>
  );
}

function columnsFor({ programme }: AccountCaller): string {
  const others = programme.languages.filter((one) => one !== 'en').map((one) => `name_${one},`);
  return COLUMNS.replace('{names}', others.join(''));
}

function Problems({ language, problems }: Pick<ProjectsProps, 'language' | 'problems'>): VNode {
  const words = wordsOf(language).tools.projects;
  const rest = problems.length - PROBLEMS_SHOWN;
  return (
    <section>
      <p class="govuk-body">{words.problemsAbout}</p>
      <ul class="govuk-list govuk-list--bullet">
        {problems.slice(0, PROBLEMS_SHOWN).map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            {line === null ? null : <b>{`${words.line(line)}: `}</b>}
            <span lang="en">{message}</span>
          </li>
        ))}
      </ul>
      {rest > 0 ? <p class="govuk-body">{words.more(rest)}</p> : null}
    </section>
  );
}

import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { SavedReply } from '../../db/schema.ts';
import { countSegments } from '../../encoding.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Select, TextArea, TextField } from '../parts/fields.tsx';
import { KeptForm, Sent } from '../parts/kept-form.tsx';

interface RepliesProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly replies: readonly SavedReply[];
  readonly done: string | undefined;
}

/** The answers that offices begin with. */
export function RepliesPage({ caller, language, replies, done }: RepliesProps): VNode {
  const { people: words } = wordsOf(language);
  return (
    <AdminFrame caller={caller} language={language} title={words.repliesTitle} done={done}>
      {done === undefined
        ? null
        : ['new', ...replies.map(({ id }) => id)].map((id) => <Sent key={id} caller={caller} name={`reply-${id}`} />)}
      <div class="actions">
        <a class="govuk-button" href="/console/admin/replies/new">
          {words.replyAdd}
        </a>
      </div>
      {replies.length === 0 ? (
        <div class="panel">
          <p>{words.repliesNone}</p>
        </div>
      ) : (
        <table class="rows">
          <caption class="govuk-visually-hidden">{words.repliesTitle}</caption>
          <thead>
            <tr>
              <th scope="col">{words.replyTitle}</th>
              <th scope="col">{words.replyCategory}</th>
            </tr>
          </thead>
          <tbody>
            {replies.map((reply) => (
              <Row key={reply.id} caller={caller} language={language} reply={reply} />
            ))}
          </tbody>
        </table>
      )}
    </AdminFrame>
  );
}

function Row({
  caller,
  language,
  reply,
}: Pick<RepliesProps, 'caller' | 'language'> & { readonly reply: SavedReply }): VNode {
  const { people: words } = wordsOf(language);
  const category = caller.programme.byId.categories.get(reply.category_id ?? '');
  return (
    <tr>
      <td class="wide">
        <a class="govuk-link" href={`/console/admin/replies/${reply.id}`}>
          {reply.title}
        </a>
        {caller.programme.languages.map((one) => {
          const text = reply.texts[one];
          return text === undefined ? null : (
            <p key={one} class="meta" lang={languageTag(one)}>
              {text} ({words.segments(countSegments(text))})
            </p>
          );
        })}
      </td>
      <td>{category ? nameIn(category.names, language) : words.replyAll}</td>
    </tr>
  );
}

interface ReplyProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** Null: a new one. */
  readonly reply: SavedReply | null;
  readonly typed: Typed;
}

/** One saved answer in every language of the programme. */
export function ReplyPage({ caller, language, reply, typed }: ReplyProps): VNode {
  const { people: words, shell } = wordsOf(language);
  const path = reply === null ? '/console/admin/replies' : `/console/admin/replies/${reply.id}`;
  const { topCategories, languages } = caller.programme;
  const ordinary = topCategories.filter(({ stream }) => stream === 'ordinary');
  const field = (name: string) => ({ name, value: typed.values.get(name), error: errorOf(typed, name) });
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={reply === null ? words.replyAdd : reply.title}
      up={{ href: '/console/admin/replies', text: words.repliesTitle }}
      errors={typed.errors}
    >
      <KeptForm
        caller={caller}
        name={`reply-${reply?.id ?? 'new'}`}
        language={language}
        action={path}
        isEdit={reply !== null}
      >
        <TextField {...field('title')} label={words.replyTitle} hint={words.replyTitleHint} />
        <Select
          {...field('category')}
          label={words.replyCategory}
          choices={[
            { value: '', text: words.replyAll },
            ...ordinary.flatMap(({ code, names, children }) => [
              { value: code, text: nameIn(names, language) },
              ...children.map((child) => ({ value: child.code, text: `- ${nameIn(child.names, language)}` })),
            ]),
          ]}
        />
        {languages.map((one) => (
          <TextArea
            key={one}
            {...field(`text-${one}`)}
            label={words.replyText(localeOf(one).self)}
            hint={words.replyTextHint}
            lang={languageTag(one)}
            counts="sms"
          />
        ))}
        <Button text={shell.save} />
      </KeptForm>
      {reply === null ? null : (
        <form method="post" action={`${path}/retire`}>
          <Button text={words.replyRetire} look="quiet" />
        </form>
      )}
    </AdminFrame>
  );
}

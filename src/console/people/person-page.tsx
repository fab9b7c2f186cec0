import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import type { PersonColumn } from '../../accounts/person.ts';
import type { Account } from '../../db/schema.ts';
import { ROLES } from '../../db/schema.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf } from '../../locales/index.ts';
import { type Language, nameIn } from '../../routing/programme.ts';
import { AdminFrame } from '../admin/admin-frame.tsx';
import { errorOf, type Typed } from '../admin/name-fields.tsx';
import { Button, Radios, Select, TextField } from '../parts/fields.tsx';

interface PersonProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  /** Null: somebody new. */
  readonly account: Account | null;
  readonly typed: Typed;
  readonly done: string | undefined;
}

/** One person's account, or a form for a new one. */
export function PersonPage({ caller, language, account, typed, done }: PersonProps): VNode {
  const { people: words } = wordsOf(language);
  const path = account === null ? '/console/admin/people' : `/console/admin/people/${account.id}`;
  return (
    <AdminFrame
      caller={caller}
      language={language}
      title={account === null ? words.add : account.name}
      up={{ href: '/console/admin/people', text: words.title }}
      done={done}
      errors={typed.errors}
    >
      {account?.disabled_at ? (
        <p class="govuk-body">
          <strong class="tag tag--quiet">{words.disabled}</strong>
        </p>
      ) : null}
      <form method="post" action={path} novalidate>
        <Fields caller={caller} language={language} account={account} typed={typed} />
        <Button text={words.save} />
      </form>
      {account === null || account.id === caller.id ? null : (
        <Endings language={language} account={account} path={path} />
      )}
    </AdminFrame>
  );
}

function Fields({ caller, language, account, typed }: Omit<PersonProps, 'done'>): VNode {
  const { people: words } = wordsOf(language);
  const { programme } = caller;
  const field = (name: PersonColumn) => ({ name, value: typed.values.get(name), error: errorOf(typed, name) });
  return (
    <>
      <TextField {...field('name')} label={words.name} autocomplete="off" />
      {account === null ? (
        <TextField {...field('sign_in')} label={words.signIn} hint={words.signInHint} autocomplete="off" width={20} />
      ) : (
        <p class="govuk-body">{`${words.signIn}: ${account.sign_in}`}</p>
      )}
      <Radios
        {...field('role')}
        label={words.role}
        choices={ROLES.map((role) => ({ value: role, text: words.roles[role], hint: words.roleHints[role] }))}
      />
      <Select
        {...field('office')}
        label={words.office}
        hint={words.officeHint}
        choices={[
          { value: '', text: '' },
          ...[...programme.offices.values()].map(({ code, names, area }) => ({
            value: code,
            text: `${nameIn(names, language)} (${nameIn(area.names, language)})`,
          })),
        ]}
      />
      <TextField {...field('area')} label={words.area} hint={words.areaHint} width={20} />
      <Select
        {...field('stream')}
        label={words.stream}
        choices={[
          { value: '', text: words.noStream },
          ...(['integrity', 'protection', 'child'] as const).map((value) => ({ value, text: words.streams[value] })),
        ]}
      />
      <TextField {...field('page_order')} label={words.order} hint={words.orderHint} width={5} inputmode="numeric" />
      <Select
        {...field('language')}
        label={words.language}
        choices={programme.languages.map((value) => ({ value, text: localeOf(value).self }))}
      />
      <TextField
        {...field('phone')}
        type="tel"
        label={words.phone}
        hint={words.phoneHint}
        autocomplete="off"
        width={20}
      />
    </>
  );
}

/** What ends something: each with what it does, in words. */
function Endings({
  language,
  account,
  path,
}: {
  readonly language: Language;
  readonly account: Account;
  readonly path: string;
}): VNode {
  const { people: words } = wordsOf(language);
  return (
    <section class="panel">
      <form method="post" action={`${path}/reset`}>
        <p class="govuk-body">{words.resetAbout}</p>
        <Button text={words.reset} look="quiet" />
      </form>
      {account.phone_index === null ? null : (
        <form method="post" action={`${path}/remove-phone`}>
          <Button text={words.removePhone} look="quiet" />
        </form>
      )}
      {account.disabled_at === null ? (
        <form method="post" action={`${path}/disable`}>
          <p class="govuk-body">{words.disableAbout}</p>
          <Button text={words.disable} look="warning" />
        </form>
      ) : (
        <form method="post" action={`${path}/enable`}>
          <Button text={words.enable} look="quiet" />
        </form>
      )}
    </section>
  );
}

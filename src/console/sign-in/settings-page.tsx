import type { VNode } from 'preact';
import type { SignedIn } from '../../accounts/find-session.ts';
import type { OpenSession } from '../../accounts/sign-out.ts';
import { wordsOf } from '../../locales/console/index.ts';
import { localeOf, showMoment } from '../../locales/index.ts';
import { languageTag } from '../../locales/language-tag.ts';
import { DAYS, type Day, type Language } from '../../routing/programme.ts';
import { Banner, Button, ErrorSummary, Radios, Select, TextField } from '../parts/fields.tsx';
import { Shell } from '../shell.tsx';
import { errorOf, type FieldError } from './door.tsx';

/** What the form of her settings holds, as text: stored, or as it was typed. */
export type TypedSettings = Readonly<
  Record<'language' | 'absent_from' | 'absent_until' | 'hours' | `hours_${Day}`, string>
>;

/** What the page of her settings shows. */
export interface SettingsProps {
  readonly session: SignedIn;
  readonly language: Language;
  readonly typed: TypedSettings;
  readonly errors: readonly FieldError[];
  /** The last digits of her phone; null: none is registered. */
  readonly phoneEnd: string | null;
  readonly codesLeft: number;
  readonly sessions: readonly OpenSession[];
  /** What was just done. */
  readonly done: 'saved' | 'passwordChanged' | null;
}

/** Language, absence, working hours; password, second factor, where she is signed in. */
export function SettingsPage(props: SettingsProps): VNode {
  const { session, language, errors, done } = props;
  const words = wordsOf(language).signIn;
  return (
    <Shell
      language={language}
      title={words.settingsTitle}
      caller={session.caller}
      entry="settings"
      hasErrors={errors.length > 0}
    >
      {done === null ? null : <Banner text={words[done]} />}
      <ErrorSummary language={language} errors={errors} />
      <h1 class="govuk-heading-l">{words.settingsTitle}</h1>
      <SettingsForm {...props} />
      <Security {...props} />
      <Sessions {...props} />
    </Shell>
  );
}

function SettingsForm({ session, language, typed, errors, phoneEnd }: SettingsProps): VNode {
  const { signIn: words, shell } = wordsOf(language);
  const languages = session.caller.programme.languages.map((value) => ({ value, text: localeOf(value).self }));
  return (
    <form method="post" action="/console/settings" novalidate>
      <Select
        name="language"
        label={words.language}
        choices={languages}
        value={typed.language}
        error={errorOf(errors, 'language')}
      />
      <dl class="govuk-summary-list">
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{words.phone}</dt>
          <dd class="govuk-summary-list__value">{phoneEnd === null ? words.noPhone : words.phoneEnds(phoneEnd)}</dd>
        </div>
      </dl>
      <h2 class="govuk-heading-m">{words.absence}</h2>
      <p class="govuk-hint">{words.absenceHint}</p>
      {(['absent_from', 'absent_until'] as const).map((name) => (
        <TextField
          key={name}
          name={name}
          label={words[name === 'absent_from' ? 'absentFrom' : 'absentUntil']}
          type="date"
          value={typed[name]}
          error={errorOf(errors, name)}
          width={10}
        />
      ))}
      <Radios
        name="hours"
        label={words.hours}
        choices={[
          { value: 'office', text: words.officeHours },
          { value: 'own', text: words.ownHours },
        ]}
        value={typed.hours}
      />
      <details class="govuk-details" open={typed.hours === 'own'}>
        <summary class="govuk-details__summary">{words.eachDay}</summary>
        <div class="govuk-details__text">
          <p class="govuk-hint">{words.hoursHint}</p>
          {DAYS.map((day) => (
            <TextField
              key={day}
              name={`hours_${day}`}
              label={dayName(language, day)}
              value={typed[`hours_${day}`]}
              error={errorOf(errors, `hours_${day}`)}
              width={20}
            />
          ))}
        </div>
      </details>
      <Button text={shell.save} />
    </form>
  );
}

/** 5 January 2026 was a Monday. */
const MONDAY = 5;

/** The name of a day of the week, in full. */
export function dayName(language: Language, day: Day): string {
  const format = new Intl.DateTimeFormat(languageTag(language), { weekday: 'long', timeZone: 'UTC' });
  return format.format(new Date(Date.UTC(2026, 0, MONDAY + DAYS.indexOf(day))));
}

function Security({ session, language, codesLeft }: SettingsProps): VNode {
  const words = wordsOf(language).signIn;
  return (
    <section>
      <h2 class="govuk-heading-m">{words.securityTitle}</h2>
      <dl class="govuk-summary-list">
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{words.password}</dt>
          <dd class="govuk-summary-list__value">
            <a class="govuk-link" href="/console/settings/password">
              {words.changePassword}
            </a>
          </dd>
        </div>
        <div class="govuk-summary-list__row">
          <dt class="govuk-summary-list__key">{words.authenticator}</dt>
          <dd class="govuk-summary-list__value">
            <p>{session.hasTotp ? words.hasAuthenticator(codesLeft) : words.noAuthenticator}</p>
            <p>
              <a class="govuk-link" href="/console/authenticator?next=/console/settings">
                {session.hasTotp ? words.replaceAuthenticator : words.addAuthenticator}
              </a>
            </p>
            {session.hasTotp ? (
              <p>
                <a class="govuk-link" href="/console/settings/recovery-codes">
                  {words.newCodes}
                </a>
              </p>
            ) : null}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function Sessions({ session, language, sessions }: SettingsProps): VNode {
  const words = wordsOf(language).signIn;
  const { timeZone } = session.caller.programme.calendar;
  const show = (moment: Date): string => showMoment(localeOf(language), moment, timeZone);
  return (
    <section>
      <h2 class="govuk-heading-m">{words.sessionsTitle}</h2>
      <ul class="govuk-list govuk-list--bullet">
        {sessions.map(({ since, lastUsed, isThis }, index) => (
          <li key={index}>
            {words.session(show(since), show(lastUsed))}
            {isThis ? ` (${words.thisOne})` : ''}
          </li>
        ))}
      </ul>
      <form method="post" action="/console/settings/sign-out-everywhere">
        <Button text={words.signOutEverywhere} look="quiet" />
      </form>
    </section>
  );
}

import type { VNode } from 'preact';
import { Button, Checkbox, Select, TextField } from '../../console/parts/fields.tsx';
import type { SignedInVisit } from '../../console/route.ts';
import { WATCH_MEASURES } from '../../db/schema.ts';
import type { CameBack, Passed, Watch } from '../../db/watches.ts';
import { localeOf, showDay } from '../../locales/index.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { showUpTo } from '../../locales/show-number.ts';
import { nameIn } from '../../routing/programme.ts';
import { Section } from '../parts/section.tsx';
import { isWithin, topAreaOf } from '../scope/read-scope.ts';
import { OwnPage } from './own-page.tsx';
import { passedSentence } from './passed-limits.tsx';
import type { FormError, TypedWatch } from './read-watch-form.ts';

export interface WatchPageProps {
  readonly visit: SignedInVisit;
  readonly now: Date;
  readonly watches: readonly Watch[];
  readonly passed: readonly Passed[];
  /** What came back of late. */
  readonly back: readonly CameBack[];
  /** Whether SMS reach her: she has a phone, and did not say STOP. */
  readonly phone: 'reached' | 'none' | 'stopped';
  readonly typed: TypedWatch;
  readonly errors: readonly FormError[];
  /** What was done; null: nothing. */
  readonly done: string | null;
}

/** Her watch list: what is beyond a limit, what came back, her limits, and a form for another one. */
export function WatchPage(props: WatchPageProps): VNode {
  const { visit, now, errors, done, watches } = props;
  const { watch: words } = monitorWordsOf(visit.language);
  return (
    <OwnPage visit={visit} now={now} path="/monitor/watch" title={words.watchTitle} errors={errors} done={done}>
      <p class="govuk-body lines">{words.watchAbout}</p>
      <Hits {...props} />
      <Section name="limits" title={words.limits}>
        {watches.length === 0 ? <p class="govuk-body">{words.noLimits}</p> : <Limits {...props} />}
      </Section>
      <Add {...props} />
    </OwnPage>
  );
}

function Hits({ visit: { caller, language }, passed, back, watches }: WatchPageProps): VNode | null {
  const { watch: words } = monitorWordsOf(language);
  if (watches.length === 0) return null;
  const { timeZone } = caller.programme.calendar;
  return (
    <>
      <Section name="passed" title={words.passedTitle}>
        {passed.length === 0 ? (
          <p class="govuk-body">{words.nonePassed}</p>
        ) : (
          <ul class="govuk-list govuk-list--bullet">
            {passed.map((hit) => (
              <li key={hit.id}>{passedSentence(caller, language, hit)}</li>
            ))}
          </ul>
        )}
      </Section>
      {back.length === 0 ? null : (
        <Section name="back" title={words.backTitle}>
          <ul class="govuk-list govuk-list--bullet">
            {back.map(({ id, office_id: officeId, measure, back_value: value, back_at: at }) => {
              const office = caller.programme.byId.offices.get(officeId);
              const figure = words.values[measure](showUpTo(language, value, 1));
              const day = showDay(localeOf(language), at, timeZone);
              return <li key={id}>{words.cameBack(office ? nameIn(office.names, language) : '', figure, day)}</li>;
            })}
          </ul>
        </Section>
      )}
    </>
  );
}

function Limits({ visit: { caller, language }, watches }: WatchPageProps): VNode {
  const { watch: words } = monitorWordsOf(language);
  return (
    <table class="rows">
      <caption class="govuk-visually-hidden">{words.limits}</caption>
      <thead>
        <tr>
          <th scope="col">{words.office}</th>
          <th scope="col">{words.measure}</th>
          <th scope="col" class="number">
            {words.limit}
          </th>
          <th scope="col">{words.told}</th>
          <th scope="col">{words.lastLook}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {watches.map((watch) => {
          const office = watch.office_id === null ? null : caller.programme.byId.offices.get(watch.office_id);
          const name = office ? nameIn(office.names, language) : words.allOffices;
          const looked = watch.checked_on;
          return (
            <tr key={watch.id}>
              <th scope="row" class="wide">
                {name}
              </th>
              <td data-label={words.measure}>{words.measures[watch.measure]}</td>
              <td class="number" data-label={words.limit}>
                {showUpTo(language, watch.limit_value, 1)}
              </td>
              <td data-label={words.told}>{watch.by_sms ? words.bySmsAndHere : words.here}</td>
              <td data-label={words.lastLook}>
                {looked === null ? words.notYet : showDay(localeOf(language), new Date(`${looked}T12:00:00Z`), 'UTC')}
              </td>
              <td>
                <form method="post" action={`/monitor/watch/${watch.id}/remove`}>
                  <button class="link-button" type="submit">
                    {words.remove}
                    <span class="govuk-visually-hidden">{`: ${name}, ${words.measures[watch.measure]}`}</span>
                  </button>
                </form>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Add({ visit: { caller, language }, typed, errors, phone }: WatchPageProps): VNode {
  const { watch: words } = monitorWordsOf(language);
  const errorOf = (name: string) => errors.find((error) => error.name === name)?.message;
  const top = topAreaOf(caller);
  const offices = [...caller.programme.offices.values()]
    .filter((office) => isWithin(office.area, top))
    .map(({ code, names }) => ({ value: code, text: nameIn(names, language) }))
    .sort((one, other) => one.text.localeCompare(other.text, language));
  return (
    <Section name="add" title={words.add}>
      <form method="post" action="/monitor/watch">
        <Select
          name="office"
          label={words.office}
          value={typed.office}
          error={errorOf('office')}
          choices={[{ value: '', text: words.allOffices }, ...offices]}
        />
        <Select
          name="measure"
          label={words.measure}
          hint={words.measureHint}
          value={typed.measure}
          error={errorOf('measure')}
          choices={WATCH_MEASURES.map((measure) => ({ value: measure, text: words.measures[measure] }))}
        />
        <TextField
          name="limit"
          label={words.limit}
          hint={words.limitHint}
          value={typed.limit}
          error={errorOf('limit')}
          width={5}
          maxLength={10}
        />
        {phone === 'reached' ? (
          <Checkbox name="sms" label={words.bySms} hint={words.smsHint} value={typed.sms} />
        ) : null}
        {phone === 'reached' ? null : <p class="govuk-body">{words.noSms[phone]}</p>}
        <Button text={words.set} />
      </form>
    </Section>
  );
}

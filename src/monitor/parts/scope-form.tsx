import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { Button, type Choice, Select, TextField } from '../../console/parts/fields.tsx';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { monitorWordsOf } from '../../locales/monitor/index.ts';
import { type Area, type Language, nameIn } from '../../routing/programme.ts';
import { addMonths } from '../scope/period.ts';
import { isWithin, type ScopeError, thisMonth, topAreaOf } from '../scope/read-scope.ts';
import { monitorHref, type ScopeField } from '../scope/scope-query.ts';
import type { Here } from './downloads.tsx';

export interface ScopeFormProps {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly here: Here;
  readonly now: Date;
  readonly fields: readonly ScopeField[];
  /** False: what is shown is of now. Without period and fields there is no form. */
  readonly hasPeriod?: boolean;
  readonly errors: readonly ScopeError[];
}

/** Whether there is anything to choose on a page. */
export function hasForm({ fields, hasPeriod = true }: Pick<ScopeFormProps, 'fields' | 'hasPeriod'>): boolean {
  return hasPeriod || fields.length > 0;
}

/** Period and filters, sent as the address, so that what is seen can be kept and shared. Usual periods are one press. */
export function ScopeForm(props: ScopeFormProps): VNode | null {
  const { language, here, hasPeriod = true, errors } = props;
  if (!hasForm(props)) return null;
  const { frame } = monitorWordsOf(language);
  const isFiltered = Object.values(here.asked).some((typed) => typed !== '');
  return (
    <>
      {hasPeriod ? <Presets {...props} /> : null}
      <details class="govuk-details no-print" open={errors.length > 0}>
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{hasPeriod ? frame.find : frame.findNow}</span>
        </summary>
        <form class="govuk-details__text filters" method="get" action={here.path}>
          <Fields {...props} />
          <Button text={frame.apply} />
          {isFiltered ? (
            <a class="govuk-link" href={here.path}>
              {frame.clear}
            </a>
          ) : null}
        </form>
      </details>
    </>
  );
}

function Presets({ caller, language, here: { path, asked }, now }: ScopeFormProps): VNode {
  const { frame } = monitorWordsOf(language);
  const current = thisMonth(caller, now);
  const year = current.slice(0, 4);
  const before = String(Number(year) - 1);
  const presets = [
    { text: frame.lastMonths(12), from: '', to: '' },
    { text: frame.lastMonths(3), from: addMonths(current, -2).slice(0, 7), to: '' },
    { text: frame.thisYear, from: `${year}-01`, to: current.slice(0, 7) },
    { text: frame.lastYear, from: `${before}-01`, to: `${before}-12` },
  ];
  return (
    <nav aria-label={frame.presets}>
      <ul class="choices">
        {presets.map(({ text, from, to }) => (
          <li key={text}>
            <a
              href={monitorHref(path, asked, { from, to })}
              aria-current={asked.from === from && asked.to === to ? 'page' : undefined}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Fields({ caller, language, here: { asked }, fields, hasPeriod = true, errors }: ScopeFormProps): VNode {
  const { frame, reach } = monitorWordsOf(language);
  const any = { value: '', text: frame.any };
  const errorOf = (name: ScopeError['name']) => errors.find((error) => error.name === name)?.message;
  const choices: Readonly<Record<Exclude<ScopeField, 'times'>, () => Choice[]>> = {
    area: () => areaChoices(caller, language, asked.area),
    office: () => officeChoices(caller, language, asked.area, asked.office),
    category: () => categoryChoices(caller, language),
    unit: () => unitChoices(caller, language, asked.area),
  };
  const places = fields.filter((field) => field !== 'times');
  return (
    <>
      {(hasPeriod ? (['from', 'to'] as const) : []).map((name) => (
        <TextField
          key={name}
          name={name}
          label={frame[name]}
          hint={frame.monthHint}
          value={asked[name]}
          error={errorOf(name)}
          width={10}
          maxLength={20}
        />
      ))}
      {places.map((name) => (
        <Select
          key={name}
          name={name}
          label={name === 'unit' ? reach.unit : frame[name]}
          value={asked[name]}
          error={errorOf(name)}
          choices={[any, ...withTyped(choices[name](), asked[name])]}
        />
      ))}
      {fields.includes('times') ? (
        <Select
          name="times"
          label={frame.times}
          value={asked.times}
          choices={[
            { value: '', text: frame.working },
            { value: 'calendar', text: frame.calendar },
          ]}
        />
      ) : null}
    </>
  );
}

/** What was typed into the address and is no choice stays to be seen beside what is wrong with it. */
function withTyped(choices: readonly Choice[], typed: string): readonly Choice[] {
  if (typed === '' || choices.some(({ value }) => value === typed)) return choices;
  return [{ value: typed, text: typed }, ...choices];
}

/** The way down to the chosen area and what lies in it: a whole tree of wards would be most of the page. */
function areaChoices(caller: AccountCaller, language: Language, asked: string): Choice[] {
  const { programme } = caller;
  const top = topAreaOf(caller);
  const found = programme.areas.get(asked);
  const chosen = found && isWithin(found, top) ? found : top;
  const way: Area[] = [];
  for (let place: Area | null = chosen; place !== null && place.id !== top.id; place = place.parent) way.unshift(place);
  const beside = chosen.children.length > 0 || chosen.parent === null ? chosen.children : chosen.parent.children;
  const voice = voiceOf(programme, language);
  return [...new Set([...way, ...beside])].map((area) => ({
    value: area.code,
    text: placeLabel(programme, voice, area),
  }));
}

/** The offices that stand in the chosen area; of a whole programme those of its largest areas. */
function officeChoices(caller: AccountCaller, language: Language, area: string, asked: string): Choice[] {
  const { programme } = caller;
  const top = topAreaOf(caller);
  const found = programme.areas.get(area);
  const place = found && isWithin(found, top) ? found : top;
  const near = new Set([place, ...place.children]);
  return [...programme.offices.values()]
    .filter((office) => near.has(office.area) || (office.code === asked && isWithin(office.area, top)))
    .map(({ code, names }) => ({ value: code, text: nameIn(names, language) }));
}

/** The units in the chosen area: there are not many. */
function unitChoices(caller: AccountCaller, language: Language, area: string): Choice[] {
  const { programme } = caller;
  const top = topAreaOf(caller);
  const found = programme.areas.get(area);
  const place = found && isWithin(found, top) ? found : top;
  return [...programme.units.values()]
    .filter((unit) => isWithin(unit.area, place))
    .map(({ code, names }) => ({ value: code, text: nameIn(names, language) }))
    .sort((one, other) => one.text.localeCompare(other.text, language));
}

function categoryChoices({ programme }: AccountCaller, language: Language): Choice[] {
  return programme.topCategories
    .flatMap((top) => [top, ...top.children])
    .filter(({ stream }) => stream === 'ordinary')
    .map((category) => {
      const name = nameIn(category.names, language);
      const text = category.parent === null ? name : `${nameIn(category.parent.names, language)}: ${name}`;
      return { value: category.code, text };
    });
}

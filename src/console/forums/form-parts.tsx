import type { VNode } from 'preact';
import type { AccountCaller } from '../../accounts/caller.ts';
import { topOf } from '../../forums/reach.ts';
import { placeLabel, voiceOf } from '../../grievances/texts.ts';
import { localeOf } from '../../locales/index.ts';
import { areasInside } from '../../routing/areas-around.ts';
import type { Area, Language } from '../../routing/programme.ts';
import { errorOf, nameLanguages, type Typed } from '../admin/name-fields.tsx';
import { type Choice, Select, TextField } from '../parts/fields.tsx';

/** One line of text for each language of the programme. */
export function LineFields({
  caller,
  typed,
  prefix,
  label,
}: {
  readonly caller: AccountCaller;
  readonly typed: Typed;
  readonly prefix: string;
  readonly label: (language: string) => string;
}): VNode {
  return (
    <>
      {nameLanguages(caller.programme).map((language) => {
        const name = `${prefix}-${language}`;
        return (
          <TextField
            key={name}
            name={name}
            label={label(localeOf(language).self)}
            value={typed.values.get(name)}
            error={errorOf(typed, name)}
            autocomplete="off"
          />
        );
      })}
    </>
  );
}

/** A place within reach: her area, or the programme, with all below it. */
export function AreaField({
  caller,
  language,
  typed,
  label,
  hint,
}: {
  readonly caller: AccountCaller;
  readonly language: Language;
  readonly typed: Typed;
  readonly label: string;
  readonly hint: string;
}): VNode {
  const choices = [{ value: '', text: '' }, ...areaChoices(caller, language)];
  return (
    <Select
      name="area"
      label={label}
      hint={hint}
      choices={choices}
      value={typed.values.get('area')}
      error={errorOf(typed, 'area')}
    />
  );
}

function areaChoices(caller: AccountCaller, language: Language): Choice[] {
  const voice = voiceOf(caller.programme, language);
  return areasInside(topOf(caller)).map((area) => ({
    value: area.code,
    text: placeLabel(caller.programme, voice, area),
  }));
}

/** The place with this code, where it is within reach. */
export function reachedArea(caller: AccountCaller, code: string): Area | undefined {
  return areasInside(topOf(caller)).find((area) => area.code === code);
}

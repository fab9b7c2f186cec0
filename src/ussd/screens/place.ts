import { toDigits } from '../../encoding.ts';
import { placeLabel } from '../../grievances/texts.ts';
import { byNumber } from '../../routing/by-number.ts';
import { findAreas, withoutNamesakesAbove } from '../../routing/find-area.ts';
import type { Area, Programme } from '../../routing/programme.ts';
import { areasWithUnits, unitsNear } from '../../routing/units-near.ts';
import type { Choice, Screen, Step, View } from '../screen.ts';
import { typedUnit } from './find-to-rate.ts';

type PlaceName = 'report-place' | 'rate-place' | 'info-place';
type FoundName = 'report-place-found' | 'rate-place-found' | 'info-place-found';

/** Most places offered for a typed name: one page of numbers. */
const MOST_FOUND = 8;

/**
 * Down the administrative tree by number, or straight to a place by typing the beginning of its name. The same screen
 * serves reports (to the last level) and ratings (only where there is something to rate).
 */
export function placeScreen(name: PlaceName): Screen {
  return {
    name,
    show: (view) => {
      const { locale } = view.voice;
      const area = areaAt(view);
      const numbers = numbersBelow(name, view.programme, area);
      if (numbers) {
        const known = [...numbers.keys()];
        const [first = 0, last = 0] = [Math.min(...known), Math.max(...known)];
        return { text: locale.ussd.placeNumber(view.voice.name(area.names), first, last) };
      }
      return {
        text: area === view.programme.root ? question(name, view) : locale.ussd.placeIn(view.voice.name(area.names)),
        choices: [...samePlace(name, view), ...below(name, view.programme, area).map((child) => asChoice(view, child))],
      };
    },
    choose: (view, value) => goTo(name, view, value),
    type: (view, text) => {
      const numbers = numbersBelow(name, view.programme, areaAt(view));
      const digits = toDigits(text);
      if (!numbers || !/^\d+$/.test(digits)) return searchPlace(name, view, text) ?? { again: 'noPlace' };
      const area = numbers.get(Number(digits));
      if (area) return goTo(name, view, area.code);
      // No ward has it; a service may, and its number is understood wherever a service is asked for.
      return (name === 'rate-place' && searchPlace(name, view, text)) || { again: 'wardNumber' };
    },
  };
}

function question(name: PlaceName, { voice }: View): string {
  const { ussd } = voice.locale;
  return { 'report-place': ussd.place, 'rate-place': ussd.unitPlace, 'info-place': ussd.infoPlace }[name];
}

/** Several places answer to what she typed. */
export function placeFoundScreen(name: FoundName, placeName: PlaceName): Screen {
  return {
    name,
    show: (view) => ({
      text: view.voice.locale.ussd.placeFound(view.draft.typed ?? ''),
      choices: (view.draft.found ?? []).flatMap((code) => {
        const area = view.programme.areas.get(code);
        if (!area) return [];
        return [{ value: code, label: placeLabel(view.programme, view.voice, area) }];
      }),
    }),
    choose: (view, value) => goTo(placeName, view, value),
    type: (view, text) => searchPlace(placeName, view, text) ?? { again: 'noPlace' },
  };
}

/** To the place that was typed, or the list of several; a rating goes straight to a unit called so. Null: none found. */
export function searchPlace(name: PlaceName, view: View<unknown>, text: string): Step | null {
  const unit = name === 'rate-place' ? typedUnit(view, text, areaAt(view)) : null;
  if (unit) return unit;
  const areas = findAreas(view.programme, text, { limit: MOST_FOUND });
  const found = (name === 'report-place' ? withoutNamesakesAbove(areas) : areas).filter((area) =>
    isOffered(name, view.programme, area),
  );
  const [only, another] = found;
  if (!only) return null;
  if (!another) return goTo(name, view, only.code);
  return {
    to: { screen: `${name}-found` },
    draft: { typed: Array.from(text).slice(0, 20).join(''), found: found.map(({ code }) => code) },
  };
}

function goTo(name: PlaceName, view: View<unknown>, code: string): Step {
  const area = view.programme.areas.get(code);
  if (!area) return { again: 'choose' };
  if (below(name, view.programme, area).length > 0) return { to: { screen: name, cursor: area.code } };
  if (name === 'rate-place') return { to: { screen: 'rate-unit', cursor: area.code } };
  if (name === 'info-place') return { to: { screen: 'info', cursor: area.code } };
  return { to: { screen: 'report-description' }, draft: { area: area.code, isAboutOffice: false } };
}

function below(name: PlaceName, programme: Programme, area: Area): readonly Area[] {
  if (name !== 'rate-place') return area.children;
  const withUnits = areasWithUnits(programme);
  return area.children.filter((child) => withUnits.has(child));
}

/** The parts of a place by number, where numbers are what tells them apart and they are too many for one page. */
function numbersBelow(name: PlaceName, programme: Programme, area: Area): ReadonlyMap<number, Area> | null {
  const areas = below(name, programme, area);
  return areas.length > MOST_FOUND ? byNumber(areas) : null;
}

function isOffered(name: PlaceName, programme: Programme, area: Area): boolean {
  return name !== 'rate-place' || unitsNear(programme, area).length > 0;
}

function samePlace(name: PlaceName, view: View): readonly Choice[] {
  const last = view.programme.areas.get(view.lastArea ?? '');
  if (name !== 'report-place' || !last || view.cursor !== undefined) return [];
  return [{ value: last.code, label: view.voice.locale.ussd.samePlace(view.voice.name(last.names)) }];
}

function areaAt(view: View<unknown>): Area {
  return view.programme.areas.get(view.cursor ?? '') ?? view.programme.root;
}

function asChoice(view: View, area: Area): Choice {
  return { value: area.code, label: view.voice.name(area.names) };
}

import { placeLabel } from '../../grievances/texts.ts';
import { findAreas } from '../../routing/find-area.ts';
import type { Area, Programme } from '../../routing/programme.ts';
import { areasWithUnits, unitsNear } from '../../routing/units-near.ts';
import type { Choice, Screen, Step, View } from '../screen.ts';

type PlaceName = 'report-place' | 'rate-place';
type FoundName = 'report-place-found' | 'rate-place-found';

/** Most places offered for a typed name: one page of numbers. */
const MOST_FOUND = 8;

/**
 * Down the administrative tree by number, or straight to a place by typing the beginning of its name. The same screen
 * serves reports (to the last level) and ratings (only where there is something to rate).
 */
export function placeScreen(name: PlaceName, foundName: FoundName): Screen {
  return {
    name,
    show: (view) => {
      const { locale } = view.voice;
      const area = areaAt(view);
      const isRoot = area === view.programme.root;
      const first = name === 'rate-place' ? locale.ussd.unitPlace : locale.ussd.place;
      return {
        text: isRoot ? first : locale.ussd.placeIn(view.voice.name(area.names)),
        choices: [...samePlace(name, view), ...below(name, view.programme, area).map((child) => asChoice(view, child))],
      };
    },
    choose: (view, value) => goTo(name, view, value),
    type: (view, text) => search(name, foundName, view, text),
  };
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
    type: (view, text) => search(placeName, name, view, text),
  };
}

function search(name: PlaceName, foundName: FoundName, view: View, text: string): Step {
  const found = findAreas(view.programme, text, { limit: MOST_FOUND }).filter((area) =>
    isOffered(name, view.programme, area),
  );
  const [only, another] = found;
  if (!only) return { again: 'noPlace' };
  if (!another) return goTo(name, view, only.code);
  return {
    to: { screen: foundName },
    draft: { typed: Array.from(text).slice(0, 20).join(''), found: found.map(({ code }) => code) },
  };
}

function goTo(name: PlaceName, view: View, code: string): Step {
  const area = view.programme.areas.get(code);
  if (!area) return { again: 'choose' };
  if (below(name, view.programme, area).length > 0) return { to: { screen: name, cursor: area.code } };
  if (name === 'rate-place') return { to: { screen: 'rate-unit', cursor: area.code } };
  return { to: { screen: 'report-description' }, draft: { area: area.code } };
}

function below(name: PlaceName, programme: Programme, area: Area): readonly Area[] {
  if (name === 'report-place') return area.children;
  const withUnits = areasWithUnits(programme);
  return area.children.filter((child) => withUnits.has(child));
}

function isOffered(name: PlaceName, programme: Programme, area: Area): boolean {
  return name === 'report-place' || unitsNear(programme, area).length > 0;
}

function samePlace(name: PlaceName, view: View): readonly Choice[] {
  const last = view.programme.areas.get(view.lastArea ?? '');
  if (name !== 'report-place' || !last || view.cursor !== undefined) return [];
  return [{ value: last.code, label: view.voice.locale.ussd.samePlace(view.voice.name(last.names)) }];
}

function areaAt(view: View): Area {
  return view.programme.areas.get(view.cursor ?? '') ?? view.programme.root;
}

function asChoice(view: View, area: Area): Choice {
  return { value: area.code, label: view.voice.name(area.names) };
}

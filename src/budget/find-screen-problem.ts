import { foldForAir, screenBudget } from '../encoding.ts';
import { isWhole, type RenderOptions, render } from '../ussd/render.ts';
import type { Content, ScreenName } from '../ussd/screen.ts';
import { KEY } from '../ussd/take-page.ts';
import { AGAIN_REASONS } from './again-reasons.ts';
import type { Blame, Sample } from './sample.ts';

/** A text or a label that does not fit, by how much, and what it was made of. */
export interface ScreenProblem {
  readonly text: string;
  /** Units over what there is room for. */
  readonly over: number;
  /** Where the name comes from that makes it long; null: the words of the language. */
  readonly blame: Blame | null;
}

type Options = Omit<RenderOptions, 'page' | 'reason'>;

/**
 * The first that does not fit of: a label, a scale on one page, the text on the first page, and each reason for which the
 * screen comes again, with what it is about.
 *
 * @param content as `shrink` leaves it
 */
export function findScreenProblem(
  screen: ScreenName,
  content: Content,
  options: Options,
  { blame }: Pick<Sample, 'blame'>,
): ScreenProblem | null {
  const label = findLabel(content, options);
  if (label) return { ...label, blame };
  const scale = findScale(content, options);
  if (scale) return { ...scale, blame: null };
  const text = findText(content, options) ?? findReason(screen, content, options);
  return text && { ...text, blame };
}

type Found = Omit<ScreenProblem, 'blame'>;

function findLabel({ choices = [] }: Content, options: Options): Found | null {
  for (const { label } of choices) {
    const units = over([`8. ${label}`], options, true);
    if (units > 0) return { text: label, over: units };
  }
  return null;
}

function findScale({ choices = [], isScale }: Content, options: Options): Found | null {
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`);
  const units = isScale === true ? over(lines, options, false) : 0;
  return units > 0 ? { text: lines.join(' '), over: units } : null;
}

function findText(content: Content, options: Options): Found | null {
  if (content.isLong === true || isWhole(content, options)) return null;
  return { text: content.text, over: Math.max(over([content.text], options, content.choices !== undefined), 1) };
}

/** A list comes again with as many of its choices as are a list. */
const FIRST_CHOICES = 2;

function findReason(screen: ScreenName, content: Content, options: Options): Found | null {
  const plain = render(content, { ...options, page: 0 });
  // On words alone, whose choices come on the next page, every key goes on.
  if (plain.isEnd || (plain.hasMore && plain.choices.length === 0)) return null;
  for (const again of AGAIN_REASONS[screen]) {
    // Nothing stands there to choose from.
    if (again === 'choose' && plain.choices.length === 0) continue;
    const reason = options.locale.again[again];
    const page = render(content, { ...options, page: 0, reason });
    const isSaid = page.text.startsWith(`CON ${foldForAir(reason)}\n`);
    const fewest = Math.min(FIRST_CHOICES, plain.choices.length);
    if (isSaid && (fewest === 0 ? !page.isCut : page.choices.length >= fewest)) continue;
    const below = fewest === 0 ? [content.text] : labels(content).slice(0, fewest);
    const units = over([reason, ...below], options, fewest > 0);
    return { text: [reason, ...below].join('\n'), over: Math.max(units, 1) };
  }
  return null;
}

function labels({ choices = [] }: Content): string[] {
  return choices.map(({ label }, index) => `${index + 1}. ${label}`);
}

/** Units that lines are over, with the navigation that would stand below them. */
function over(lines: readonly string[], { locale, canGoBack }: Options, hasMore: boolean): number {
  const navigation = [
    ...(hasMore ? [`${KEY.more}. ${locale.nav.more}`] : []),
    ...(canGoBack ? [`${KEY.back}. ${locale.nav.back}`] : []),
  ];
  const { used, limit } = screenBudget(foldForAir([...lines, ...navigation].join('\n')));
  return used - limit;
}

import { saysSomething } from '../../grievances/says-something.ts';
import { findNamed } from '../../routing/find-named.ts';
import type { Category } from '../../routing/programme.ts';
import type { Screen, Step, View } from '../screen.ts';

/** What the report is about, first level; or any category by a word of its name. */
export const reportCategoryScreen: Screen = {
  name: 'report-category',
  show: ({ programme, voice }) => ({
    text: voice.locale.ussd.category,
    choices: programme.topCategories.map(({ code, names }) => ({ value: code, label: voice.name(names) })),
  }),
  choose: (view, value) => {
    const category = view.programme.categories.get(value);
    return category ? narrow(view, category) : { again: 'choose' };
  },
  type: search,
};

/** Second level. "Something else" keeps the first level, which has response targets of its own. */
export const reportSubcategoryScreen: Screen = {
  name: 'report-subcategory',
  show: (view) => {
    const parent = categoryAt(view);
    const { locale, name } = view.voice;
    return {
      text: locale.ussd.subcategory(parent ? name(parent.names) : ''),
      choices: [
        ...(parent?.children ?? []).map(({ code, names }) => ({ value: code, label: name(names) })),
        { value: parent?.code ?? '', label: locale.ussd.notSure },
      ],
    };
  },
  choose: (view, value) => {
    const category = view.programme.categories.get(value);
    return category ? chosen(view, category) : { again: 'choose' };
  },
  type: search,
};

function search(view: View, text: string): Step {
  if (!saysSomething(text)) return { again: 'choose' };
  const [found, another] = findNamed(view.programme.categories.values(), text);
  if (!found) return { again: 'noCategory' };
  // The name of the heading she stands under: she means all of it.
  if (found === categoryAt(view)) return chosen(view, found);
  // Several of one kind: she chooses among all of that kind.
  return another?.parent && another.parent === found.parent
    ? { to: { screen: 'report-subcategory', cursor: another.parent.code } }
    : narrow(view, found);
}

function narrow(view: View, category: Category): Step {
  if (category.children.length === 0) return chosen(view, category);
  return { to: { screen: 'report-subcategory', cursor: category.code } };
}

/**
 * On to the place; a returning caller to what happened, in the place she reported from last time, which that screen
 * offers to change. A sealed stream shows help first, and takes no place from an earlier report.
 */
function chosen({ lastArea, draft: { isAnonymous } }: View, { code, stream }: Category): Step {
  // Another matter is another report: words of a sealed one must not stand in an ordinary draft, nor the other way round.
  const draft = { category: code, ...(isAnonymous === undefined ? {} : { isAnonymous }) };
  if (stream !== 'ordinary') return { to: { screen: 'sealed-help' }, draft, isFresh: true };
  if (lastArea === undefined) return { to: { screen: 'report-place' }, draft, isFresh: true };
  return { to: { screen: 'report-description' }, draft: { ...draft, area: lastArea }, isFresh: true };
}

function categoryAt(view: View): Category | undefined {
  return view.programme.categories.get(view.cursor ?? '');
}

import type { Category } from '../../routing/programme.ts';
import type { Screen, Step, View } from '../screen.ts';

/** What the report is about, first level. */
export const reportCategoryScreen: Screen = {
  name: 'report-category',
  show: ({ programme, voice }) => ({
    text: voice.locale.ussd.category,
    choices: programme.topCategories.map(({ code, names }) => ({ value: code, label: voice.name(names) })),
  }),
  choose: (view, value) => {
    const category = view.programme.categories.get(value);
    if (!category) return { again: 'choose' };
    if (category.children.length > 0) return { to: { screen: 'report-subcategory', cursor: category.code } };
    return chosen(category);
  },
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
    return category ? chosen(category) : { again: 'choose' };
  },
};

function categoryAt(view: View): Category | undefined {
  return view.programme.categories.get(view.cursor ?? '');
}

function chosen(category: Category): Step {
  return { to: { screen: 'report-place' }, draft: { category: category.code } };
}

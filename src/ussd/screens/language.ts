import { localeOf } from '../../locales/index.ts';
import { LANGUAGES } from '../../routing/programme.ts';
import type { Screen } from '../screen.ts';

/** First screen of a stranger, in all languages of the programme at once; also behind "change language". */
export const languageScreen: Screen = {
  name: 'language',
  show: ({ programme }) => ({
    text: programme.languages.map((language) => localeOf(language).ussd.chooseLanguage).join(' / '),
    choices: programme.languages.map((language) => ({ value: language, label: localeOf(language).self })),
  }),
  choose: (_view, value) => {
    const language = LANGUAGES.find((known) => known === value);
    if (!language) return { again: 'choose' };
    return { to: { screen: 'menu' }, language, effects: [{ type: 'set-language' }] };
  },
};

import type { Desk } from '../index.ts';

export const watch: Desk['watch'] = {
  what: {
    answer_days: (figure) => `${figure} ditë pune deri te përgjigjja e parë`,
    overdue: (figure) => `${figure} me vonesë`,
    disputed: (figure) => `${figure} % të kundërshtuara`,
  },
  passed: (office, what, limit) => `Majibu vëzhgim: ${office}: ${what}. Kufiri juaj: ${limit}.`,
  back: (office, what, limit) => `Majibu vëzhgim: ${office} është përsëri brenda kufirit tuaj ${limit}: ${what}.`,
  several: (passed, back) =>
    `Majibu vëzhgim: kufijtë tuaj u kaluan ${passed} herë, ${back} herë u respektuan përsëri. Ju lutemi shihni listën tuaj.`,
};

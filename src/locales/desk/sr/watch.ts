import type { Desk } from '../index.ts';

export const watch: Desk['watch'] = {
  what: {
    answer_days: (figure) => `radnih dana do prvog odgovora: ${figure}`,
    overdue: (figure) => `kasni ${figure}`,
    disputed: (figure) => `osporeno ${figure} %`,
  },
  passed: (office, what, limit) => `Majibu nadzor: ${office}: ${what}. Vaša granica: ${limit}.`,
  back: (office, what, limit) => `Majibu nadzor: ${office} je ponovo u Vašoj granici (${limit}): ${what}.`,
  several: (passed, back) =>
    `Majibu nadzor: Vaše granice su prekoračene ${passed} puta, ponovo poštovane ${back} puta. Molimo pogledajte svoju listu.`,
};

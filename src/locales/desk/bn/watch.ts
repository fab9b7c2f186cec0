import type { Desk } from '../index.ts';

export const watch: Desk['watch'] = {
  what: {
    answer_days: (figure) => `প্রথম উত্তরে ${figure} কর্মদিবস`,
    overdue: (figure) => `দেরি ${figure}টি`,
    disputed: (figure) => `${figure}% আপত্তি`,
  },
  passed: (office, what, limit) => `Majibu নজর: ${office}: ${what}। আপনার সীমা: ${limit}।`,
  back: (office, what, limit) => `Majibu নজর: ${office} আবার সীমা ${limit}-এর মধ্যে: ${what}।`,
  several: (passed, back) => `Majibu নজর: সীমা পার ${passed} বার, সীমায় ফেরা ${back} বার। নজর তালিকা দেখুন।`,
};

import type { Desk } from '../index.ts';

export const watch: Desk['watch'] = {
  what: {
    answer_days: (figure) => `siku za kazi ${figure} hadi jibu la kwanza`,
    overdue: (figure) => `${figure} zimechelewa`,
    disputed: (figure) => `${figure} % zimepingwa`,
  },
  passed: (office, what, limit) => `Majibu uangalizi: ${office}: ${what}. Kikomo chako: ${limit}.`,
  back: (office, what, limit) => `Majibu uangalizi: ${office} imerudi ndani ya kikomo chako cha ${limit}: ${what}.`,
  several: (passed, back) =>
    `Majibu uangalizi: kikomo chako kimepitwa mara ${passed}, kimezingatiwa tena mara ${back}. Tafadhali angalia orodha yako.`,
};

import type { Desk } from '../index.ts';

export const time: Desk['time'] = {
  reminder: ({ reference, category, due }) => `Majibu ${reference} ${category}: mwisho ${due}. Tafadhali jibu.`,
  answered: ({ reference, due }) => `Majibu ${reference}: swali lako limejibiwa. Muda unaendelea tena: mwisho ${due}.`,
  objected: ({ reference, due }) =>
    `Majibu ${reference}: mwananchi anaomba usisubiri jibu lake. Muda unaendelea tena: mwisho ${due}.`,
  waitedEnough: ({ reference, due }) =>
    `Majibu ${reference}: swali lako halikujibiwa. Muda unaendelea tena: mwisho ${due}.`,
  lastRung: (reference, office) =>
    `Majibu ${reference}: imechelewa kwa ${office}, na hakuna ofisi ya juu zaidi. Barua iko kwenye tovuti ya kazi.`,
  sealedWaits: 'Majibu: kuna jambo linakusubiri kwenye orodha yako. Tafadhali ingia.',
  digest: (dueToday, overdue, fresh) => `Majibu leo: ${dueToday} za kujibu, ${overdue} zimechelewa, ${fresh} mpya.`,
  week: (open, overdue, oldestDays) =>
    `Majibu wiki hii: ${open} wazi, ${overdue} zimechelewa. Ya zamani zaidi ina siku ${oldestDays}.`,
  weekWorst: (office, overdue) => `Zilizochelewa zaidi: ${office} (${overdue}).`,
  actionDue: (unit, what, due) =>
    `Majibu: ilikubaliwa kwa ${unit}: ${what} Mwisho ${due}. Tafadhali sema kwenye tovuti kama imefanyika.`,
  actionOverdue: (office, what, due) =>
    `Majibu: imechelewa kwa ${office}: ${what} Ilikubaliwa kwenye kadi ya alama, mwisho ${due}. Iko wazi kwenye tovuti.`,
};

import type { Desk } from '../index.ts';

export const time: Desk['time'] = {
  reminder: ({ reference, category, due }) => `Majibu ${reference} ${category}: afati ${due}. Ju lutemi përgjigjuni.`,
  answered: ({ reference, due }) =>
    `Majibu ${reference}: pyetja juaj mori përgjigje. Koha rrjedh përsëri: afati ${due}.`,
  objected: ({ reference, due }) =>
    `Majibu ${reference}: qytetari kërkon të mos e prisni përgjigjen. Koha rrjedh përsëri: afati ${due}.`,
  waitedEnough: ({ reference, due }) =>
    `Majibu ${reference}: pyetja juaj nuk mori përgjigje. Koha rrjedh përsëri: afati ${due}.`,
  lastRung: (reference, office) =>
    `Majibu ${reference}: ${office} është vonuar dhe nuk ka zyrë më lart. Letra gjendet në faqen e punës.`,
  sealedWaits: 'Majibu: diçka në listën tuaj ju pret. Ju lutemi identifikohuni.',
  digest: (dueToday, overdue, fresh) => `Majibu sot: ${dueToday} me afat sot, ${overdue} me vonesë, ${fresh} të reja.`,
  week: (open, overdue, oldestDays) =>
    `Majibu këtë javë: ${open} të hapura, ${overdue} me vonesë. Më e vjetra është ${oldestDays} ditë.`,
  weekWorst: (office, overdue) => `Më shumë vonesa: ${office} (${overdue}).`,
  actionDue: (unit, what, due) =>
    `Majibu: u ra dakord për ${unit}: ${what} Afati ${due}. Ju lutemi tregoni në faqen e punës a është bërë.`,
  actionOverdue: (office, what, due) =>
    `Majibu: në vonesë te ${office}: ${what} Rënë dakord me kartë vlerësimi, afati ${due}. Është e hapur në faqen e punës.`,
};

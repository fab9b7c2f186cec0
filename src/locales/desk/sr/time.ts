import type { Desk } from '../index.ts';

export const time: Desk['time'] = {
  reminder: ({ reference, category, due }) => `Majibu ${reference} ${category}: rok ${due}. Molimo odgovorite.`,
  answered: ({ reference, due }) => `Majibu ${reference}: stigao je odgovor na Vaše pitanje. Rok ponovo teče: ${due}.`,
  objected: ({ reference, due }) =>
    `Majibu ${reference}: građanin traži da ne čekate na odgovor. Rok ponovo teče: ${due}.`,
  waitedEnough: ({ reference, due }) =>
    `Majibu ${reference}: nije stigao odgovor na Vaše pitanje. Rok ponovo teče: ${due}.`,
  lastRung: (reference, office) =>
    `Majibu ${reference}: kasni ${office}, a iznad nema kancelarije. Pismo je na radnoj stranici.`,
  sealedWaits: 'Majibu: nešto u Vašoj listi čeka na Vas. Molimo ulogujte se.',
  digest: (dueToday, overdue, fresh) => `Majibu danas: rok ${dueToday}, kasni ${overdue}, novo ${fresh}.`,
  week: (open, overdue, oldestDays) =>
    `Majibu ove nedelje: otvoreno ${open}, kasni ${overdue}. Najstarija čeka dana: ${oldestDays}.`,
  weekWorst: (office, overdue) => `Najviše kasni: ${office} (${overdue}).`,
  actionDue: (unit, what, due) =>
    `Majibu: dogovoreno za ${unit}: ${what} Rok ${due}. Molimo upišite na radnoj stranici da li je urađeno.`,
  actionOverdue: (office, what, due) =>
    `Majibu: kasni ${office}: ${what} Dogovoreno na kartici ocena, rok ${due}. Otvoreno je na radnoj stranici.`,
};

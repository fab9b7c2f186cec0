import type { WorkItem } from '../work-item.ts';

/** Reminders, digests, what reached the last rung. */
export const time = {
  reminder: ({ reference, category, due }: WorkItem) =>
    `Majibu ${reference} ${category}: due by ${due}. Please answer.`,
  /** The citizen was waited for; the clock runs again. */
  answered: ({ reference, due }: WorkItem) =>
    `Majibu ${reference}: your question is answered. The clock runs again: due by ${due}.`,
  objected: ({ reference, due }: WorkItem) =>
    `Majibu ${reference}: the citizen asks you not to wait for an answer. The clock runs again: due by ${due}.`,
  waitedEnough: ({ reference, due }: WorkItem) =>
    `Majibu ${reference}: no answer came to your question. The clock runs again: due by ${due}.`,
  /** To observers: nobody is above this office. */
  lastRung: (reference: string, office: string) =>
    `Majibu ${reference}: late at ${office}, and no office is above it. The letter is in the console.`,
  /** Nothing of the report: others may read this phone. */
  sealedWaits: 'Majibu: something in your queue waits for you. Please sign in.',
  /** Each working day; of what is hers or nobody's. */
  digest: (dueToday: number, overdue: number, fresh: number) =>
    `Majibu today: ${dueToday} due, ${overdue} overdue, ${fresh} new.`,
  /** To supervisors, on the first working day of a week. */
  week: (open: number, overdue: number, oldestDays: number) =>
    `Majibu this week: ${open} open, ${overdue} overdue. The oldest is ${oldestDays} days old.`,
  /** Behind `week`. */
  weekWorst: (office: string, overdue: number) => `Most overdue: ${office} (${overdue}).`,
  /** What an office promised on a score card is due soon. `what`: its first words. */
  actionDue: (unit: string, what: string, due: string) =>
    `Majibu: agreed for ${unit}: ${what} Due ${due}. Please say in the console whether it is done.`,
  /** Its day is over, and nobody has said what became of it: to the office that promised it, and to the one above. */
  actionOverdue: (office: string, what: string, due: string) =>
    `Majibu: overdue at ${office}: ${what} Agreed on a score card, due ${due}. It is open in the console.`,
};

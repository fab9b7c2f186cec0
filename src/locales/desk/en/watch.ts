/** Limits that somebody set for offices: what passed one, and what came back. At most one SMS a day. */
export const watch = {
  /** What was measured; `figure` as the language writes numbers. */
  what: {
    answer_days: (figure: string) => `${figure} working days to the first answer`,
    overdue: (figure: string) => `${figure} overdue`,
    disputed: (figure: string) => `${figure} % disputed`,
  },
  passed: (office: string, what: string, limit: string) => `Majibu watch: ${office}: ${what}. Your limit: ${limit}.`,
  back: (office: string, what: string, limit: string) =>
    `Majibu watch: ${office} is back within your limit of ${limit}: ${what}.`,
  /** More than one at once. */
  several: (passed: number, back: number) =>
    `Majibu watch: ${passed} times a limit of yours was passed, ${back} times one is kept again. Please see your watch list.`,
};

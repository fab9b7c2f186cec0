/** The supervisor's board, triage, letters. */
export const board = {};

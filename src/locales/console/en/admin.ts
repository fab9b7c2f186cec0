/** People, offices, categories, targets, saved replies, holidays, changes. */
export const admin = {};

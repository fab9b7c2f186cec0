import type { Desk } from '../index.ts';

export const pages: Desk['pages'] = {
  called: (address) => `Majibu: një raport urgjent po ju pret. Ju lutemi hyni tani: ${address}`,
  nobodyOpened: (address) =>
    `Majibu: një raport urgjent pret dhe askush nuk e ka hapur. Ju lutemi gjeni tani një person përgjegjës, ose shihni kush është caktuar: ${address}`,
};

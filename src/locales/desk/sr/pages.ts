import type { Desk } from '../index.ts';

export const pages: Desk['pages'] = {
  called: (address) => `Majibu: hitna prijava vas čeka. Prijavite se odmah: ${address}`,
  nobodyOpened: (address) =>
    `Majibu: hitna prijava čeka, a niko je nije otvorio. Pronađite odmah odgovornu osobu, ili pogledajte ko je određen: ${address}`,
};

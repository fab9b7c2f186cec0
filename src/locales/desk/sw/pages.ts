import type { Desk } from '../index.ts';

export const pages: Desk['pages'] = {
  called: (address) => `Majibu: ripoti ya dharura inakungoja. Tafadhali ingia sasa: ${address}`,
  nobodyOpened: (address) =>
    `Majibu: ripoti ya dharura inangoja na hakuna aliyeifungua. Tafadhali mtafute mhusika sasa, au angalia waliotajwa: ${address}`,
};

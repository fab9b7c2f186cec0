import type { Desk } from '../index.ts';

export const pages: Desk['pages'] = {
  called: (address) => `Majibu: একটি জরুরি অভিযোগ আপনার অপেক্ষায়। এখনই সাইন ইন করুন: ${address}`,
  nobodyOpened: (address) => `Majibu: একটি জরুরি অভিযোগ কেউ খোলেননি। এখনই দায়িত্বপ্রাপ্ত কাউকে জানান: ${address}`,
};

import type { Language } from '../routing/programme.ts';

/** What meetings, promises and votes of a made-up history are about. */
interface ToolWords {
  readonly meetings: readonly string[];
  readonly venue: string;
  readonly promises: readonly string[];
  readonly vote: string;
  readonly proposals: readonly string[];
}

/** In each language as many of each, in the same order: a meeting is the same one in all of them. */
export const TOOL_WORDS: Readonly<Record<Language, ToolWords>> = {
  en: {
    meetings: ['Budget forum', 'Citizens and offices', 'Water and roads', 'Health services'],
    venue: 'Public hall',
    promises: [
      'Repair the water line',
      'Publish the budget',
      'Open the clinic every day',
      'Clear the drains',
      'Mend the road',
    ],
    vote: 'What to do first with the budget',
    proposals: ['Water point', 'Street lights', 'Classroom', 'Drains'],
  },
  sw: {
    meetings: ['Kongamano la bajeti', 'Wananchi na ofisi', 'Maji na barabara', 'Huduma za afya'],
    venue: 'Ukumbi wa umma',
    promises: [
      'Kutengeneza bomba la maji',
      'Kutangaza bajeti',
      'Kufungua kliniki kila siku',
      'Kuzibua mitaro',
      'Kutengeneza barabara',
    ],
    vote: 'La kwanza kufanya na bajeti',
    proposals: ['Kituo cha maji', 'Taa za barabarani', 'Darasa', 'Mitaro'],
  },
  bn: {
    meetings: ['বাজেট সভা', 'নাগরিক ও অফিস', 'পানি ও রাস্তা', 'স্বাস্থ্যসেবা'],
    venue: 'গণমিলনায়তন',
    promises: ['পানির লাইন মেরামত', 'বাজেট প্রকাশ', 'প্রতিদিন ক্লিনিক খোলা', 'নালা পরিষ্কার', 'রাস্তা মেরামত'],
    vote: 'বাজেটে আগে কী হবে',
    proposals: ['পানির কল', 'রাস্তার বাতি', 'শ্রেণিকক্ষ', 'নালা'],
  },
  sq: {
    meetings: ['Forum për buxhetin', 'Qytetarët dhe zyrat', 'Uji dhe rrugët', 'Shërbimet shëndetësore'],
    venue: 'Salla publike',
    promises: [
      'Riparimi i ujësjellësit',
      'Publikimi i buxhetit',
      'Hapja e klinikës çdo ditë',
      'Pastrimi i kanaleve',
      'Riparimi i rrugës',
    ],
    vote: 'Çfarë së pari nga buxheti',
    proposals: ['Pikë uji', 'Ndriçim rrugor', 'Klasë', 'Kanale'],
  },
  sr: {
    meetings: ['Forum o budžetu', 'Građani i kancelarije', 'Voda i putevi', 'Zdravstvene usluge'],
    venue: 'Javna sala',
    promises: [
      'Popravka vodovoda',
      'Objava budžeta',
      'Otvaranje ambulante svakog dana',
      'Čišćenje kanala',
      'Popravka puta',
    ],
    vote: 'Šta prvo iz budžeta',
    proposals: ['Česma', 'Ulična rasveta', 'Učionica', 'Kanali'],
  },
};

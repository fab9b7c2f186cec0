import { beforeAll, describe, expect, it } from '@jest/globals';
import { wordsOf } from '../../src/sms/names-in-text.ts';
import { soundsSealed } from '../../src/sms/sounds-sealed.ts';
import { type Name, readShipped } from './shipped-programmes.ts';

let shipped: Awaited<ReturnType<typeof readShipped>>;
beforeAll(async () => {
  shipped = await readShipped();
});

const sounds = (name: Name, text: string) => soundsSealed(shipped(name), wordsOf(text));

describe('soundsSealed', () => {
  it.each<[Name, string]>([
    ['kenya-coast', 'The water officer asked me for a bribe of 500'],
    ['kenya-coast', 'My neighbour raped my daughter'],
    ['kenya-coast', 'corruption at the water company'],
    ['kenya-coast', 'project manager is corrupt'],
    ['kenya-coast', 'nurse threatened me after I complained'],
    ['kenya-coast', 'clinic doctor beats his wife'],
    ['kenya-coast', 'waste of public money by the MCA'],
    ['kenya-coast', 'teacher defiled a girl'],
    ['kenya-coast', 'school violence against girls'],
    ['kenya-coast', 'staff abuse children'],
    ['kenya-coast', 'market officer took a bribery'],
    ['kenya-coast', 'bursary given to relatives for sex'],
    ['kenya-coast', 'muuguzi anadai pesa ya chai'],
    ['kenya-coast', 'daktari amembaka msichana'],
    ['kenya-coast', 'muuguzi amenipiga'],
    ['kenya-coast', 'mradi fisadi amekula pesa'],
    ['kenya-coast', 'mwalimu ananitongoza'],
    ['kenya-coast', 'askari wanatishia wafanyabiashara'],
    ['kenya-coast', 'kubakwa'],
    ['khulna', 'ঘুষ'],
    ['khulna', 'নলকূপ মেরামতে ঘুষের টাকা চায়'],
    ['khulna', 'ঘুষখোর মেম্বার'],
    ['khulna', 'দুর্নীতিবাজ মেম্বার'],
    ['khulna', 'পানি আনতে গেলে মেয়েকে উত্যক্ত করে'],
    ['khulna', 'চাল চোর মেম্বার'],
    ['khulna', 'চাল চুরির বিচার চাই'],
    ['khulna', 'স্বামী মারধর করে'],
    ['khulna', 'ধর্ষণের বিচার'],
    ['khulna', 'vata dite taka chay'],
    ['khulna', 'ghushkhor member'],
    ['kosovo', 'radnik traži mita'],
    ['kosovo', 'ne stiže zbog korupcije'],
    ['kosovo', 'radnik je korumpiran'],
    ['kosovo', 'nasilnik tuče ženu'],
    ['kosovo', 'žrtva nasilja'],
    ['kosovo', 'lekar traži pare'],
    ['kosovo', 'жртва насиља'],
    ['kosovo', 'burri më rreh'],
    ['kosovo', 'dhunuesi kërcënon'],
    ['kosovo', 'zyrtari kërkon ryshfetin'],
    ['kosovo', 'zyrtari është i korruptuar'],
    ['kosovo', 'korrupsion në komunë'],
  ])('%s: %s', (name, text) => {
    expect(sounds(name, text)).toBe(true);
  });

  it.each<[Name, string]>([
    ['kenya-coast', 'no water Mtongwe since Monday'],
    ['kenya-coast', 'The road to the market is full of holes'],
    ['kenya-coast', 'Hakuna maji mtaani kwetu tangu wiki jana'],
    ['kenya-coast', 'daktari alinipigia simu'],
    ['kenya-coast', 'Hongera kwa kazi nzuri'],
    ['khulna', 'আমাদের এলাকায় তিন দিন পানি নেই'],
    ['khulna', 'হাঁস মুরগি মারা যাচ্ছে ময়লা পানিতে'],
    ['khulna', 'বয়স্ক ভাতা পাই না'],
    ['kosovo', 'Socijalna pomoć kasni u Mitrovici'],
    ['kosovo', 'učenik nema prevoz'],
    ['kosovo', 'Ndihma sociale vonohet tre muaj'],
  ])('%s: not %s', (name, text) => {
    expect(sounds(name, text)).toBe(false);
  });
});

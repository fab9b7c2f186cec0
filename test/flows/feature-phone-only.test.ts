import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { foldForAir as air } from '../../src/encoding.ts';
import type { Language } from '../../src/routing/programme.ts';
import { addAccount } from '../support/console.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';
import type { Dialogue } from '../support/handset.ts';
import { readGrievance, readHistory } from '../support/report.ts';
import { type Citizen, openCitizen } from '../support/story.ts';

/** Time to type an SMS. */
const TYPING_HOURS = 10 / 3_600;

let gateway: Gateway;
beforeEach(async () => {
  gateway = await openGateway();
});
afterEach(() => gateway.close());

/** Somebody texts, and both hear what they hear. */
interface Line {
  readonly by: 'citizen' | 'official';
  readonly says: string;
  readonly citizen?: string;
  readonly official?: string;
}

interface Story {
  readonly shortCode: string;
  readonly citizen: Citizen;
  readonly official: Citizen;
}

async function play({ shortCode, citizen, official }: Story, lines: readonly Line[]): Promise<void> {
  for (const line of lines) {
    await gateway.pass(TYPING_HOURS);
    await (line.by === 'citizen' ? citizen : official).sms(shortCode, line.says);
    const heard = { says: line.says, citizen: await citizen.news(), official: await official.news() };
    const wanted = (text: string | undefined) => (text === undefined ? [] : [air(text)]);
    expect(heard).toEqual({ says: line.says, citizen: wanted(line.citizen), official: wanted(line.official) });
  }
}

/** Registers the phone of an official of an office: the one thing that is not done from a phone, once. */
async function register(
  phone: string,
  at: { programme: string; office: string; language: Language; name: string },
): Promise<Citizen> {
  await addAccount(gateway, { ...at, role: 'official', phone });
  const official = openCitizen(gateway, phone);
  // What every official is told in the morning.
  await gateway.pass(0);
  await official.news();
  return official;
}

/** The number on a receipt, as it is shown. */
function referenceOn({ screen }: Dialogue): string {
  return /\d{4} \d{4}/.exec(screen)?.[0] ?? '';
}

async function endOf(reference: string) {
  const { id } = await gateway.deps.db
    .selectFrom('grievances')
    .select('id')
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();
  return { row: await readGrievance(gateway, id), history: await readHistory(gateway, id) };
}

describe('kenya-coast: a dry tap in Mtongwe, with two phones and nothing else, in Swahili', () => {
  const OFFICE = 'Kampuni ya Maji ya Mombasa (MOWASSCO)';
  const WHAT = 'Hakuna maji, Mtongwe';

  it('goes from dial to confirmed', async () => {
    const citizen = openCitizen(gateway, '+254712000301');
    const at = {
      programme: 'kenya-coast',
      office: 'water_company@KE.001',
      language: 'sw',
      name: 'Ali Hassan',
    } as const;
    const official = await register('+254722000302', at);
    let call = await citizen.dial('*384*2101#');
    for (const label of ['Kiswahili', 'Ripoti tatizo', 'Nakubali', 'Maji', 'Hakuna maji'])
      call = await call.choose(label);
    call = await (await call.type('Mtongwe')).type('Maji hayatoki tangu Jumatatu');
    call = await call.choose('Tuma');
    const shown = referenceOn(call);
    const digits = shown.replace(' ', '');
    expect(await citizen.news()).toEqual([expect.stringContaining(`Majibu ${shown}: ripoti yako iko kwa ${OFFICE}.`)]);
    expect(await official.news()).toEqual([]);

    await play({ shortCode: '22101', citizen, official }, [
      { by: 'official', says: 'Orodha', official: `${shown} ${WHAT}: kesho 09:30` },
      {
        by: 'official',
        says: `pokea ${shown}`,
        citizen: `Majibu ${shown}: ${OFFICE} wamesoma ripoti yako na wanaishughulikia. Wanapaswa kujibu kabla ya Jnn 24 Nov 09:30.`,
        official: `Majibu ${shown} ${WHAT}: imepokewa. Jibu la kwanza kabla ya Jnn 24 Nov 09:30.`,
      },
      {
        by: 'official',
        says: `ULIZA${digits} Mtaa gani?`,
        citizen: `Majibu ${shown}, ${OFFICE} wanauliza: Mtaa gani?\nMuda wao umesimama hadi ujibu. Tuma jibu lako, au 2 kama wasisubiri.`,
        official: `Majibu ${shown} ${WHAT}: swali limetumwa. Muda wako umesimama hadi ajibu, mwisho Jtt 30 Nov 09:30.`,
      },
      {
        by: 'citizen',
        says: 'Nyuma ya msikiti',
        citizen: `Majibu ${shown}: ${OFFICE} watasoma ujumbe wako.`,
        official: `Majibu ${shown}: swali lako limejibiwa. Muda unaendelea tena: mwisho Jnn 24 Nov 09:30.`,
      },
      {
        by: 'official',
        says: `soma ${digits}`,
        official: `${shown} ${WHAT}, inashughulikiwa, kesho 09:30: Maji hayatoki tangu Jumatatu\nAliongeza: Nyuma ya msikiti`,
      },
      { by: 'official', says: `Jibu ${digits}`, official: `Majibu ${shown}: Andika jibu lako kwa mwananchi.` },
      {
        by: 'official',
        says: 'Tunakuja saa nane',
        citizen: `Majibu ${shown}, ${OFFICE}: Tunakuja saa nane`,
        official: `Majibu ${shown} ${WHAT}: jibu limetumwa. Itatuliwe kabla ya Alh 26 Nov 09:30.`,
      },
      {
        by: 'official',
        says: `${digits} tayari Bomba limefungwa`,
        citizen: `Majibu ${shown}, ${OFFICE}: Bomba limefungwa\nImetatuliwa? Jibu 1 ndio, 2 hapana`,
        official: `Majibu ${shown} ${WHAT}: imewekwa kuwa imetatuliwa. Mwananchi anaulizwa kama ni kweli. Umekosea? Tuma FUNGUA ${digits}`,
      },
      { by: 'official', says: 'ORODHA', official: 'Huna ripoti ya kujibu sasa.' },
      {
        by: 'citizen',
        says: 'ndio',
        citizen: `Majibu ${shown}: asante. Ripoti yako imefungwa kuwa imetatuliwa.`,
      },
    ]);
    const { row, history } = await endOf(digits);
    expect(row).toMatchObject({ status: 'closed', outcome: 'confirmed' });
    expect(history).toEqual([
      'filed',
      'routed',
      'acknowledged',
      'asked',
      'citizen_wrote',
      'replied',
      'resolved',
      'confirmed',
    ]);
  });
});

describe('khulna: salt water in Jalma, with Bangla digits in every number', () => {
  const OFFICE = 'জনস্বাস্থ্য প্রকৌশল কার্যালয়, বটিয়াঘাটা';
  const WHAT = 'নলকূপ ও খাবার পানি, জলমা';
  const bangla = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCharCode(0x09e6 + Number(digit)));

  it('goes from dial to confirmed', async () => {
    const citizen = openCitizen(gateway, '+8801712000401');
    const at = { programme: 'khulna', office: 'upazila_dphe@BD.40.47.12', language: 'bn', name: 'রহিমা খাতুন' } as const;
    const official = await register('+8801812000402', at);
    let call = await citizen.dial('*384*2102#');
    for (const label of ['বাংলা', 'অভিযোগ দিন', 'রাজি', 'পানি', /নলকূপ/]) call = await call.choose(label);
    call = await (await call.type('জলমা')).type('নলকূপের পানি লবণাক্ত, স্কুলের পাশে');
    call = await call.choose('পাঠান');
    const shown = referenceOn(call);
    const digits = shown.replace(' ', '');
    const typed = bangla(digits);
    expect(await citizen.news()).toHaveLength(1);
    const due = 'বুধ 25 নভে 12:30';

    await play({ shortCode: '22102', citizen, official }, [
      { by: 'official', says: 'তালিকা', official: `${shown} ${WHAT}: ${due}` },
      {
        by: 'official',
        says: `গ্রহণ ${bangla(shown)}`,
        citizen: `Majibu ${shown}: ${OFFICE} অভিযোগটি পড়েছে, কাজ চলছে। ${due} এর মধ্যে উত্তর দেবে।`,
        official: `Majibu ${shown} ${WHAT}: গ্রহণ হয়েছে। প্রথম উত্তর: ${due}।`,
      },
      {
        by: 'official',
        says: `প্রশ্ন ${typed} কোন স্কুল?`,
        citizen: `Majibu ${shown}, ${OFFICE} জানতে চায়: কোন স্কুল?\nআপনার উত্তর পর্যন্ত তাদের সময় গোনা বন্ধ। উত্তর লিখে পাঠান। অপেক্ষা না চাইলে 2 পাঠান।`,
        official: `Majibu ${shown} ${WHAT}: প্রশ্ন গেছে। সময় থেমে, বড়জোর সোম 30 নভে 12:30।`,
      },
      {
        by: 'citizen',
        says: 'জলমা প্রাথমিক স্কুল',
        citizen: `Majibu ${shown}: ${OFFICE} আপনার বার্তা পড়বে।`,
        official: `Majibu ${shown}: প্রশ্নের উত্তর এসেছে। সময় গোনা আবার শুরু: ${due}।`,
      },
      {
        by: 'official',
        says: `পড়ুন ${typed}`,
        official: `${shown} ${WHAT}, কাজ চলছে, ${due}: নলকূপের পানি লবণাক্ত, স্কুলের পাশে\nপরে: জলমা প্রাথমিক স্কুল`,
      },
      {
        by: 'official',
        says: `উত্তর ${typed} আজ ৩ জন যাবে`,
        citizen: `Majibu ${shown}, ${OFFICE}: আজ ৩ জন যাবে`,
        official: `Majibu ${shown} ${WHAT}: উত্তর গেছে। সমাধান: সোম 30 নভে 12:30।`,
      },
      {
        by: 'official',
        says: `সমাধান ${typed} নলকূপ মেরামত হয়েছে`,
        citizen: `Majibu ${shown}, ${OFFICE}: নলকূপ মেরামত হয়েছে\nসমাধান হয়েছে? লিখে পাঠান: 1 হ্যাঁ, 2 না`,
        official: `Majibu ${shown} ${WHAT}: সমাধান লেখা হয়েছে। নাগরিককে জিজ্ঞাসা করা হচ্ছে। ভুল হলে পাঠান "আবার ${digits}"`,
      },
      { by: 'citizen', says: '১', citizen: `Majibu ${shown}: ধন্যবাদ। সমাধান হয়েছে, অভিযোগ বন্ধ হলো।` },
    ]);
    expect((await endOf(digits)).row).toMatchObject({ status: 'closed', outcome: 'confirmed' });
  });
});

describe('kosovo: no decision for two months in Gračanica, both of them dialling, in Serbian', () => {
  const WHAT = 'O zahtevu nije odluceno, Gracanica';

  it('goes from dial to confirmed', async () => {
    const citizen = openCitizen(gateway, '+38344000501');
    const at = { programme: 'kosovo', office: 'csw@XK.01.08', language: 'sr', name: 'Jelena Petrović' } as const;
    const official = await register('+38349000502', at);
    let call = await citizen.dial('*384*2103#');
    for (const label of ['Srpski', 'Prijavi problem', 'Pristajem', 'Socijalna pomoc', 'O zahtevu nije odluceno']) {
      call = await call.choose(label);
    }
    call = await (await call.type('gracanica')).type('Čekam odluku više od dva meseca');
    call = await call.choose('Posalji');
    const shown = referenceOn(call);
    await citizen.news();

    // She is not asked for her language: it is known.
    call = await (await official.dial('*384*2103#')).choose('Kancelarija: 1 ceka');
    expect(call.screen).toMatch(
      /^Cekaju, najblizi rok prvi:\n1\. sre 25 nov 16:00: O zahtevu nije odluceno, Gracanica\n/,
    );
    call = await call.type('1');
    expect(call.screen).toMatch(
      new RegExp(`^${shown} ${WHAT}, jos nije primljeno, sre 25 nov 16:00\\.\nCekam odluku vise od dva meseca\n`),
    );
    call = await call.choose('Primljeno');
    expect(call.screen).toBe('U redu: primljeno. Prvi odgovor do sre 25 nov 16:00.\n1. Moja lista');
    expect(await citizen.news()).toEqual([expect.stringContaining('radi na Vasoj prijavi')]);

    // The same call goes on with the next thing.
    call = await (await (await call.type('1')).type('1')).choose('Pitanje gradjaninu');
    call = await call.type('Kada ste predali zahtev?');
    expect(call.screen).toMatch(/^U redu: pitanje poslato\. Vas rok stoji dok ne stigne odgovor, najduze do .+\./);
    expect(call.isOver).toBe(true);
    expect(await citizen.news()).toEqual([expect.stringContaining('Kada ste predali zahtev?')]);
    await gateway.pass(TYPING_HOURS);
    await citizen.sms('22103', 'U septembru');
    expect(await citizen.news()).toHaveLength(1);
    expect(await official.news()).toHaveLength(1);

    call = await (await (await official.dial('*384*2103#')).choose('Kancelarija: 1 ceka')).type('1');
    expect(call.screen).toContain('Dodato: U septembru');
    call = await (await call.choose('Odgovor')).type('Odluka stiže u petak');
    expect(call.screen).toMatch(/^U redu: odgovor poslat\. Resiti do /);
    expect(await citizen.news()).toEqual([expect.stringContaining('Odluka stize u petak')]);

    call = await (await (await call.choose('Moja lista')).type('1')).choose('Reseno je');
    call = await call.type('Odluka je doneta');
    expect(call.screen).toBe(
      `${shown}: Javiti gradjaninu da je reseno?\nOdluka je doneta\n1. Posalji\n2. Ne salji\n0. Nazad\n00. Meni`,
    );
    call = await call.choose('Posalji');
    expect(call).toMatchObject({
      isOver: true,
      screen: 'U redu: oznaceno kao reseno. Gradjanin se pita da li je tako.',
    });
    // What is seen on the screen is not sent as well.
    expect(await official.news()).toEqual([]);
    expect(await citizen.news()).toEqual([expect.stringContaining('Da li je reseno? Odgovorite 1 da, 2 ne')]);

    call = await (await (await citizen.dial('*384*2103#')).choose('Moje prijave')).type('1');
    while (!call.screen.includes('Reseno je')) call = await call.type('9');
    call = await call.choose('Reseno je');
    expect(call.isOver).toBe(true);
    const { row, history } = await endOf(shown.replace(' ', ''));
    expect(row).toMatchObject({ status: 'closed', outcome: 'confirmed' });
    expect(history).toEqual([
      'filed',
      'routed',
      'acknowledged',
      'asked',
      'citizen_wrote',
      'replied',
      'resolved',
      'confirmed',
    ]);
  });
});

/** A call as somebody really makes it: the keys she presses, one turn each after the dial. */
export interface CallScript {
  readonly name: string;
  readonly serviceCode: string;
  /** Whether she has called before (language known, one report made) or never. */
  readonly caller: 'returning' | 'first';
  readonly keys: readonly string[];
  /** What the last screen must say when the call is recorded: a changed menu fails the bench and is not measured. */
  readonly ends: RegExp;
  readonly does: 'files' | 'rates' | 'looks';
}

const COAST = '*384*2101#';
const KHULNA = '*384*2102#';
const KOSOVO = '*384*2103#';

/** How numbers that never called before look, by service code: mobile numbers that the country's numbering plan has. */
export const FRESH_NUMBERS: Readonly<Record<string, { prefix: string; digits: number }>> = {
  [COAST]: { prefix: '+2547', digits: 8 },
  [KHULNA]: { prefix: '+88017', digits: 8 },
  [KOSOVO]: { prefix: '+38344', digits: 6 },
};

/** What makes a returning caller: a report from Port Reitz, in English. */
export const FIRST_CALL = {
  serviceCode: COAST,
  keys: ['2', '1', '1', '1', '3', '1', '1', '1', 'The bill is twice what it was', '1'],
  ends: /^CON Thank you\. Reference \d{4} \d{4}\n/,
} as const;

/** Ten calls, each as likely as the next: five returning and five first callers, two of ten end with a report. */
export const CALL_SCRIPTS: readonly CallScript[] = [
  {
    name: 'reports from the same place',
    serviceCode: COAST,
    caller: 'returning',
    // A bill is nobody else's: a dry tap would be offered to the next caller to join, and her screen be another one.
    keys: ['1', '1', '3', 'The bill came twice, and the tap near the market was dry', '1'],
    ends: /^END Thank you\. Reference \d{4} \d{4}\nMombasa Water Company/,
    does: 'files',
  },
  {
    name: 'tries the menu in Bangla and hangs up',
    serviceCode: KHULNA,
    caller: 'first',
    keys: ['1', '1', '1', '9', '1'],
    ends: /^CON /,
    does: 'looks',
  },
  {
    name: 'looks at the state of her report',
    serviceCode: COAST,
    caller: 'returning',
    keys: ['3', '1', '0', '0'],
    ends: /^CON Majibu .+\n1\. Report a problem/,
    does: 'looks',
  },
  {
    name: 'first report, place by number',
    serviceCode: COAST,
    caller: 'first',
    keys: ['2', '1', '1', '1', '3', '1', '1', '3', 'The meter was read wrong, twice this week', '1'],
    ends: /^CON Thank you\. Reference \d{4} \d{4}\nMombasa Water Company/,
    does: 'files',
  },
  {
    name: 'rates a hospital',
    serviceCode: COAST,
    caller: 'returning',
    keys: ['2', '1', '4', '3'],
    ends: /^END Thank you\. We have kept it\.$/,
    does: 'rates',
  },
  {
    name: 'types the place, writes, does not send',
    serviceCode: COAST,
    caller: 'first',
    keys: ['2', '1', '1', '2', '1', 'Kipevu', 'The clinic is closed every Friday', '3'],
    ends: /^END Nothing was sent/,
    does: 'looks',
  },
  {
    name: 'reads through the categories and hangs up',
    serviceCode: COAST,
    caller: 'returning',
    keys: ['1', '9', '9', '0', '2', '0', '1'],
    ends: /^CON Water/,
    does: 'looks',
  },
  {
    name: 'begins in Swahili and hangs up at the place',
    serviceCode: COAST,
    caller: 'first',
    keys: ['1', '1', '1', '1', '1', '3', '2'],
    ends: /^CON Kilifi South: /,
    does: 'looks',
  },
  {
    name: 'presses a key that is not there',
    serviceCode: COAST,
    caller: 'returning',
    keys: ['7', '1', '2', '0'],
    ends: /^CON What is it about\?/,
    does: 'looks',
  },
  {
    name: 'writes in Albanian and hangs up before sending',
    serviceCode: KOSOVO,
    caller: 'first',
    keys: ['1', '1', '1', '1', '1', '1', '1', 'Kerkesa ime nuk ka pergjigje prej dy muajsh'],
    ends: /^CON /,
    does: 'looks',
  },
];

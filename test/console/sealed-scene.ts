import { generateSync } from 'otplib';
import { makeTotpSecret, sealTotpSecret } from '../../src/accounts/totp.ts';
import { rememberCitizen } from '../../src/db/citizens.ts';
import type { Contact, Grievance } from '../../src/db/schema.ts';
import { transact } from '../../src/db/transact.ts';
import { fileGrievance } from '../../src/grievances/file-grievance.ts';
import type { Phone } from '../../src/phone.ts';
import type { Language } from '../../src/routing/programme.ts';
import { type NewPerson, openPerson, type Person } from '../support/console.ts';
import type { Gateway } from '../support/gateway.ts';

/** Words and a number that must be found nowhere but on the page of the report. */
export const SECRET_WORDS = 'Zebrafink told me to keep quiet <script>alert(1)</script>';
export const SECRET_PHONE = '+254712999888';
export const PIN = '4711';
export const PLACE = 'KE.001.004.0016';
export const AROUND = 'KE.001.004';

const FOCAL = { programme: 'kenya-coast', role: 'focal', stream: 'protection' } as const;

/** A focal point who has just given her code. */
export function openFocal(gateway: Gateway, more: Partial<NewPerson> = {}): Promise<Person> {
  return openPerson(gateway, { ...FOCAL, ...more });
}

/** Files a sealed report and lets it be routed. */
export async function fileSealed(
  gateway: Gateway,
  more: {
    category?: string;
    contact?: Contact;
    phone?: string | null;
    language?: Language;
    area?: string;
    text?: string;
    programme?: string;
  } = {},
): Promise<Grievance> {
  const { deps } = gateway;
  const programme = deps.programmes.byName(more.programme ?? 'kenya-coast');
  const category = programme?.categories.get(more.category ?? 'SAFE.GBV');
  const area = programme?.areas.get(more.area ?? PLACE);
  if (!programme || !category || !area) throw new Error('no such programme, category or area');
  const { language = 'sw', phone = SECRET_PHONE, contact = 'none' } = more;
  const filed = await transact(deps, async (tx) => {
    const at = { programmeId: programme.id, now: deps.now() };
    const citizen =
      phone === null ? null : await rememberCitizen(tx.db, deps.config, { ...at, phone: phone as Phone }, { language });
    return fileGrievance(deps, tx, {
      programme,
      citizenId: citizen?.id ?? null,
      category,
      area,
      text: more.text ?? SECRET_WORDS,
      language,
      channel: 'ussd',
      source: `sealed-${crypto.randomUUID()}`,
      contact,
      pin: PIN,
    });
  });
  await gateway.work();
  return filed;
}

/** Gives a person an authenticator; what comes back says its code of this moment. */
export async function addAuthenticator({ deps }: Gateway, personId: string): Promise<() => string> {
  const secret = makeTotpSecret();
  const sealed = sealTotpSecret(deps.config, secret, personId, 'totp_sealed');
  await deps.db.updateTable('accounts').set({ totp_sealed: sealed }).where('id', '=', personId).execute();
  return () => generateSync({ secret, epoch: Math.floor(deps.now().getTime() / 1000) });
}

/** A hidden field of a form, as a browser would send it back. */
export function hidden(html: string, name: string): string {
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';
}

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'otplib';
import request from 'supertest';
import { createAccount } from '../../src/accounts/edit-account.ts';
import { makePerson, PASSWORD, programmeOf } from '../accounts/scene.ts';
import { type Gateway, openGateway } from '../support/gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
  await makePerson(gateway, { sign_in: 'triage', role: 'triage', language: 'en' });
  await makePerson(gateway, { sign_in: 'other', role: 'triage', language: 'en' });
});
afterAll(() => gateway.close());

type Fields = Readonly<Record<string, string>>;

/** A browser: keeps our cookie, and sends forms as from our pages. */
function openBrowser() {
  let cookie = '';
  const keep = (response: request.Response): request.Response => {
    const [set] = response.get('set-cookie') ?? [];
    if (set !== undefined) cookie = set.split(';', 1)[0] ?? '';
    return response;
  };
  return {
    get: async (path: string) => keep(await request(gateway.app).get(path).set({ cookie, host: 'localhost' })),
    post: async (path: string, fields: Fields = {}, site = 'same-origin') =>
      keep(
        await request(gateway.app)
          .post(path)
          .set({ cookie, host: 'localhost' })
          .set('sec-fetch-site', site)
          .type('form')
          .send(fields),
      ),
    cookie: () => cookie,
    setCookie: (value: string) => {
      cookie = value;
    },
  };
}

const signedIn = async (name = 'triage') => {
  const browser = openBrowser();
  expect((await browser.post('/console/sign-in', { sign_in: name, password: PASSWORD })).status).toBe(303);
  return browser;
};

/** The hidden fields of the first form with this address. */
function hiddenOf(html: string, action: string): Fields {
  const from = html.indexOf(`action="${action}"`);
  const form = html.slice(from, html.indexOf('</form>', from));
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]));
}

describe('signing in', () => {
  it('leads to what was wanted, with a cookie that scripts and other hosts do not see', async () => {
    const browser = openBrowser();
    const asked = await browser.get('/console/triage?x=1');
    expect([asked.status, asked.headers.location]).toEqual([303, '/console/sign-in?next=%2Fconsole%2Ftriage%3Fx%3D1']);
    const page = await browser.get(String(asked.headers.location));
    expect(page.text).toContain('<title>Sign in - Majibu</title>');
    const fields = { ...hiddenOf(page.text, '/console/sign-in'), sign_in: 'Triage ', password: PASSWORD };
    const answer = await browser.post('/console/sign-in', fields);
    expect([answer.status, answer.headers.location]).toEqual([303, '/console/triage?x=1']);
    expect(answer.get('set-cookie')).toEqual([
      expect.stringMatching(/^__Host-majibu=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ]);
    expect((await browser.get('/console/triage')).status).toBe(200);
    expect((await browser.get('/console/sign-in')).headers.location).toBe('/console');
  });

  it.each([
    'https://evil.example/console',
    '//evil.example',
    '/console/../api',
    'javascript:alert(1)',
    '/consoles',
    '\\\\x',
  ])('does not lead to %s', async (next) => {
    const browser = openBrowser();
    const answer = await browser.post('/console/sign-in', { sign_in: 'triage', password: PASSWORD, next });
    expect(answer.headers.location).toBe('/console');
  });

  it('says the same of a wrong password and an unknown name, on top and in the title, and keeps the name only', async () => {
    const pages = [];
    for (const sign_in of ['triage', 'nobody']) {
      const browser = openBrowser();
      const answer = await browser.post('/console/sign-in', { sign_in, password: 'wrong password here' });
      expect(answer.status).toBe(401);
      expect(answer.get('set-cookie')).toBeUndefined();
      expect(answer.text).toContain('<title>Error: Sign in - Majibu</title>');
      expect(answer.text).toContain('<a href="#sign_in">The name or the password is not right</a>');
      expect(answer.text).toContain(`value="${sign_in}"`);
      expect(answer.text).not.toContain('wrong password here');
      pages.push(answer.text.replaceAll(sign_in, 'NAME'));
    }
    expect(pages[0]).toBe(pages[1]);
    const empty = await openBrowser().post('/console/sign-in', {});
    expect(empty.status).toBe(422);
    expect(empty.text).toContain('<a href="#password">Password: this is empty</a>');
  });

  it('is refused for a forged form, and nobody is signed out by one', async () => {
    for (const site of ['cross-site', 'same-site', 'none']) {
      const answer = await openBrowser().post('/console/sign-in', { sign_in: 'triage', password: PASSWORD }, site);
      expect(answer.status).toBe(403);
      expect(answer.get('set-cookie')).toBeUndefined();
    }
    const browser = await signedIn();
    for (const path of ['/console/sign-out', '/console/settings/sign-out-everywhere', '/console/settings']) {
      expect((await browser.post(path, { language: 'sw' }, 'cross-site')).status).toBe(403);
    }
    expect((await browser.get('/console/settings')).status).toBe(200);
  });

  it('does not take up a session that somebody planted', async () => {
    const attacker = await signedIn('other');
    const victim = openBrowser();
    victim.setCookie(attacker.cookie());
    await victim.post('/console/sign-in', { sign_in: 'triage', password: PASSWORD });
    expect(victim.cookie()).not.toBe(attacker.cookie());
    expect((await attacker.get('/console/settings')).status).toBe(303);
  });

  it('ends with signing out: the cookie goes, and what it held opens nothing', async () => {
    const browser = await signedIn();
    const before = browser.cookie();
    const answer = await browser.post('/console/sign-out');
    expect(answer.headers.location).toBe('/console/sign-in?done=out');
    expect(answer.get('set-cookie')?.[0]).toMatch(/^__Host-majibu=; Path=\/; Expires=Thu, 01 Jan 1970/);
    browser.setCookie(before);
    expect((await browser.get('/console/settings')).status).toBe(303);
  });

  it('says that it needs HTTPS where a browser would forget the cookie, and shows no form', async () => {
    const ask = (host: string, headers: Fields = {}) =>
      request(gateway.app)
        .get('/console/sign-in')
        .set({ host, ...headers });
    const plain = await ask('192.168.1.7:3000');
    expect(plain.text).toContain('begins with https');
    expect(plain.text).not.toContain('name="password"');
    const loopback = await ask('127.0.0.1:3000', { 'sec-fetch-site': 'none' });
    expect(loopback.text).toContain('href="http://localhost:3000/console/sign-in"');
    expect(loopback.text).toContain('Open this machine by its name');
    expect(loopback.text).not.toContain('name="password"');
    for (const [host, headers] of [
      ['localhost:3000', {}],
      ['gateway.example', { 'x-forwarded-proto': 'https' }],
      ['gateway.example', { 'sec-fetch-site': 'none' }],
    ] as const) {
      expect((await ask(host, headers)).text).toContain('name="password"');
    }
  });

  it('speaks five languages, and stays in the one that was chosen', async () => {
    for (const [lang, title] of [
      ['sw', 'Ingia'],
      ['bn', 'সাইন ইন'],
      ['sq', 'Hyrja'],
      ['sr', 'Prijava'],
    ]) {
      const page = await openBrowser().get(`/console/sign-in?lang=${lang}`);
      expect(page.text).toContain(`<title>${title} - Majibu</title>`);
      expect(page.text).toContain(`action="/console/sign-in?lang=${lang}"`);
    }
  });
});

describe('a session that ended in mid-reply', () => {
  const TEXT = 'A plumber comes today at two.\nPlease open the gate <b>& wait</b>.';
  const LOST = { text: TEXT, seen: '0190', password: 'not to be carried' };

  it('gives the text back after signing in, with one button to send it', async () => {
    const browser = await signedIn();
    await gateway.pass(9);
    const stopped = await browser.post('/console/settings', { ...LOST, language: 'en' });
    expect(stopped.status).toBe(401);
    expect(stopped.text).toContain('What you wrote is kept');
    expect(stopped.text).not.toContain('plumber');
    const hidden = hiddenOf(stopped.text, '/console/sign-in');
    const wrong = await browser.post('/console/sign-in', { ...hidden, sign_in: 'triage', password: 'wrong password' });
    const again = hiddenOf(wrong.text, '/console/sign-in');
    const back = await browser.post('/console/sign-in', { ...again, sign_in: 'triage', password: PASSWORD });
    expect(back.status).toBe(200);
    expect(back.text).toContain('Your text was not sent yet');
    expect(back.text).toContain('Please open the gate &lt;b>&amp; wait');
    expect(back.text).not.toContain('not to be carried');
    const sent = hiddenOf(back.text, '/console/settings');
    expect(sent).toMatchObject({ seen: '0190', language: 'en' });
    expect((await browser.post('/console/settings', sent)).headers.location).toBe('/console/settings?done=saved');
  });

  it('does not show it to somebody else who signs in there', async () => {
    const browser = await signedIn();
    await gateway.pass(9);
    const hidden = hiddenOf((await browser.post('/console/settings', LOST)).text, '/console/sign-in');
    const answer = await browser.post('/console/sign-in', { ...hidden, sign_in: 'other', password: PASSWORD });
    expect([answer.status, answer.headers.location]).toEqual([303, '/console']);
    expect(answer.text).not.toContain('plumber');
  });

  it.each([
    ['/console/admin/people', { sign_in: 'mallory', name: 'Mallory Made', role: 'admin' }],
    ['/console/Admin/people', { sign_in: 'mallory', name: 'Mallory Made', role: 'admin' }],
    ['/console/sealed/48217739/note', { text: 'What she told me in confidence' }],
  ])('does not hand a form to %s to whoever signs in next, where nobody knows who sent it', async (path, fields) => {
    const stopped = await openBrowser().post(path, fields);
    expect(stopped.status).toBe(401);
    expect(hiddenOf(stopped.text, '/console/sign-in').lost).toBeUndefined();
  });

  it('does not carry what is not ours', async () => {
    for (const lost of ['AAAA', 'x'.repeat(5000), '']) {
      const fields = { sign_in: 'triage', password: PASSWORD, lost };
      expect((await openBrowser().post('/console/sign-in', fields)).headers.location).toBe('/console');
    }
  });

  it('keeps 20 kB of Bangla', async () => {
    const browser = await signedIn();
    await gateway.pass(9);
    const text = 'পানি নেই '.repeat(900);
    const hidden = hiddenOf((await browser.post('/console/settings', { text })).text, '/console/sign-in');
    const back = await browser.post('/console/sign-in', { ...hidden, sign_in: 'triage', password: PASSWORD });
    expect(hiddenOf(back.text, '/console/settings').text).toBe(text);
  });
});

describe('a set-up code, an authenticator and recovery codes', () => {
  it('lead a new administrator from her code to the console, and nowhere before', async () => {
    const by = { id: null, programme: programmeOf(gateway) };
    const person = { sign_in: 'boss', name: 'Bosi', role: 'admin', language: 'en' };
    const { setupCode } = await createAccount(gateway.deps, by, person);
    const browser = openBrowser();
    const typed = { sign_in: 'boss', setup_code: String(setupCode).toLowerCase(), password: PASSWORD, again: PASSWORD };
    const differs = await browser.post('/console/welcome', { ...typed, again: 'something else' });
    expect(differs.text).toContain('<a href="#again">The two passwords are not the same</a>');
    const weak = await browser.post('/console/welcome', { ...typed, password: 'password123', again: 'password123' });
    expect(weak.text).toContain('one of the first that are tried');
    expect(weak.text).toContain(`value="${typed.setup_code}"`);
    const chosen = await browser.post('/console/welcome', typed);
    expect(chosen.headers.location).toBe('/console/authenticator');
    for (const path of ['/console', '/console/admin', '/console/settings']) {
      expect((await browser.get(path)).headers.location).toMatch(/^\/console\/authenticator/);
    }

    const page = await browser.get('/console/authenticator');
    expect(page.text).toMatch(
      /<svg viewBox="0 0 \d+ \d+" role="img" aria-labelledby="qr-title"[^>]*><title id="qr-title">/,
    );
    const [, shown = ''] = /<p class="key">([A-Z2-7 ]+)</.exec(page.text) ?? [];
    expect(shown).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    const hidden = hiddenOf(page.text, '/console/authenticator');
    const wrong = await browser.post('/console/authenticator', { ...hidden, code: '000000' });
    expect(wrong.status).toBe(401);
    expect(wrong.text).toContain(shown);
    const epoch = Math.floor(gateway.deps.now().getTime() / 1000);
    const code = await generate({ secret: shown.replaceAll(' ', ''), epoch });
    const done = await browser.post('/console/authenticator', { ...hidden, code });
    const codes = [...done.text.matchAll(/<li>([0-9A-Z-]{14})<\/li>/g)].map(([, each]) => each ?? '');
    expect(codes).toHaveLength(10);
    expect((await browser.get('/console/admin')).status).toBe(200);

    const later = openBrowser();
    const half = await later.post('/console/sign-in', { sign_in: 'boss', password: PASSWORD, next: '/console/admin' });
    expect(half.headers.location).toBe('/console/code?next=%2Fconsole%2Fadmin');
    expect((await later.get('/console/admin')).headers.location).toMatch(/^\/console\/code/);
    expect((await later.get('/console/authenticator')).headers.location).toMatch(/^\/console\/code/);
    const replayed = await later.post('/console/code', { code });
    expect(replayed.status).toBe(401);
    const full = await later.post('/console/code', { code: codes[0] ?? '', next: '/console/admin' });
    expect(full.headers.location).toBe('/console/admin');
    expect((await later.get('/console/admin')).status).toBe(200);
    expect((await later.get('/console/settings')).text).toContain('Recovery codes left: 9.');

    await gateway.pass(9);
    const stopped = await later.post('/console/settings', { text: 'A long note of hers' });
    const password = { ...hiddenOf(stopped.text, '/console/sign-in'), sign_in: 'boss', password: PASSWORD };
    const asked = await later.post('/console/sign-in', password);
    expect(asked.text).toContain('Give your code');
    const carried = { ...hiddenOf(asked.text, '/console/code'), code: codes[1] ?? '' };
    expect((await later.post('/console/code', carried)).text).toContain('A long note of hers');
  });
});

describe('my settings', () => {
  it('keep absence and hours, and show what is wrong with them beside what was typed', async () => {
    const browser = await signedIn();
    const wrong = await browser.post('/console/settings', {
      language: 'en',
      absent_from: '2026-13-45',
      absent_until: '',
      hours: 'own',
      hours_mon: '17:00-08:00',
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('<title>Error: My settings - Majibu</title>');
    expect(wrong.text).toContain('<a href="#absent_from">Write the day as 2026-12-24</a>');
    expect(wrong.text).toContain('Monday: write hours as 08:00-17:00');
    expect(wrong.text).toContain('value="17:00-08:00"');
    expect((await browser.post('/console/settings', { language: 'en', absent_from: '0000-01-01' })).status).toBe(422);
    const good = { language: 'en', absent_from: '2026-12-01', absent_until: '2026-12-05', hours: 'own' };
    const saved = await browser.post('/console/settings', { ...good, hours_mon: '08:00-12:00, 13:00-17:00' });
    expect(saved.headers.location).toBe('/console/settings?done=saved');
    const page = await browser.get('/console/settings?done=saved');
    expect(page.text).toContain('Saved.');
    expect(page.text).toContain('value="2026-12-05"');
    expect(page.text).toContain('value="08:00-12:00, 13:00-17:00"');
    await browser.post('/console/settings', { language: 'sw', hours: 'office' });
    expect((await browser.get('/console/settings')).text).toContain('<title>Mipangilio yangu - Majibu</title>');
    await browser.post('/console/settings', { language: 'en', hours: 'office' });
  });

  it('change the password, and nothing else stays signed in', async () => {
    await makePerson(gateway, { sign_in: 'pass', role: 'triage', language: 'en', phone: '+254712000777' });
    const [one, two] = [await signedIn('pass'), await signedIn('pass')];
    expect((await one.get('/console/settings')).text).toContain('Ends in 777.');
    const fields = { current: 'wrong password', password: 'kahawa chungu asubuhi', again: 'kahawa chungu asubuhi' };
    const wrong = await one.post('/console/settings/password', fields);
    expect(wrong.text).toContain('<a href="#current">The password is not right</a>');
    const changed = await one.post('/console/settings/password', { ...fields, current: PASSWORD });
    expect(changed.headers.location).toBe('/console/settings?done=passwordChanged');
    expect((await one.get('/console/settings')).status).toBe(200);
    expect((await two.get('/console/settings')).status).toBe(303);
    expect((await one.post('/console/settings/sign-out-everywhere')).headers.location).toMatch(/sign-in/);
    expect((await one.get('/console/settings')).status).toBe(303);
  });

  it('show no code where there is no authenticator that it would stand in for', async () => {
    const browser = await signedIn();
    const answer = await browser.post('/console/settings/recovery-codes', { current: PASSWORD });
    expect(answer.headers.location).toBe('/console/authenticator');
    expect((await browser.get('/console/authenticator')).text).toContain('name="current"');
  });
});

it('no password, code or secret is logged', () => {
  expect(gateway.logged.join('\n')).not.toMatch(/samaki|kahawa|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
});

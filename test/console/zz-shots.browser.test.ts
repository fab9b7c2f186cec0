import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { it } from '@jest/globals';
import { describeInBrowser, openBrowser } from '../support/browser.ts';
import { openPerson, addAccount } from '../support/console.ts';
import { openGateway } from '../support/gateway.ts';
import { addToInbox } from './inbox-sample.ts';

describeInBrowser('shots', () => {
  it('takes them', async () => {
    const [browser, gateway] = await Promise.all([openBrowser(), openGateway()]);
    const server = createServer(gateway.app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const port = (server.address() as AddressInfo).port;
    const url = `http://localhost:${port}`;
    const programme = 'kenya-coast';
    await addToInbox(gateway, [{ dueInHours: -50 }, { dueInHours: 4 }, { dueInHours: 50 }, { dueInHours: 5, office: 'water_company@KE.002' }]);
    await gateway.deps.db.updateTable('grievances').set({ filed_at: new Date(gateway.deps.now().getTime() - 57 * 86400000) }).execute();
    await addAccount(gateway, { programme, role: 'official', office: 'water_company@KE.001', name: 'Salim Ali' });
    const boss = await openPerson(gateway, { programme, role: 'supervisor', area: 'KE', name: 'Halima Wanjiku Mwangi' });
    const bn = await openPerson(gateway, { programme, role: 'supervisor', area: 'KE', name: 'Halima', language: 'sq' });
    const admin = await openPerson(gateway, { programme, role: 'admin', name: 'Boss' });
    const official = await openPerson(gateway, { programme, role: 'official', office: 'water_company@KE.001' });
    const shots: [string, string | null, string][] = [
      ['board', boss.token, '/console/board'],
      ['board-sq', bn.token, '/console/board'],
      ['settings', boss.token, '/console/settings'],
      ['inbox', official.token, '/console'],
      ['admin', admin.token, '/console/admin'],
      ['signin', null, '/console/sign-in'],
      ['loop', null, `http://127.0.0.1:${port}/console/sign-in`],
      ['start', null, '/'],
    ];
    for (const [name, token, path] of shots) {
      for (const width of [360, 1280]) {
        const context = await browser.newContext({ viewport: { width, height: 740 } });
        if (token) await context.addCookies([{ name: '__Host-majibu', value: token, url, secure: true }]);
        const page = await context.newPage();
        await page.goto(path.startsWith('http') ? path : url + path);
        await page.screenshot({ path: `/tmp/shot-${name}-${width}.png`, fullPage: !name.startsWith('inbox') });
        const top = await page.evaluate('document.querySelector("main").getBoundingClientRect().top');
        const small = await page.evaluate(`[...document.querySelectorAll('header a, header button, nav a')].map((each) => Math.round(each.getBoundingClientRect().height * 10) / 10).filter((height) => height < 44)`);
        const first = await page.evaluate(`(() => { const h = document.querySelector('h1'); return h && h.getBoundingClientRect().top })()`);
        process.stderr.write(`${name} ${width} main at ${top}, h1 at ${first}, small ${JSON.stringify(small)}, wide ${await page.evaluate('document.documentElement.scrollWidth')}\n`);
        if (name === 'board') {
          await page.locator('summary').first().click();
          await page.screenshot({ path: `/tmp/shot-board-open-${width}.png` });
        }
        await context.close();
      }
    }
    await browser.close();
    server.closeAllConnections();
    server.close();
    await gateway.close();
  }, 60000);
});

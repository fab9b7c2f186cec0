import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import { openSdk } from '../../../src/sms/carriers/africastalking-sdk.ts';
import { openCarrierDouble } from '../../support/carrier-double.ts';

const require = createRequire(import.meta.url);
const SMS = { to: '+254711000001', from: '22101', message: 'maji' };

it('leaves the SDK and its axios as they were for everybody else in the process', async () => {
  const urls: Record<string, unknown> = require('africastalking/lib/common');
  const requireFromSdk = createRequire(require.resolve('africastalking'));
  const axios: { defaults: Record<string, unknown> } = requireFromSdk('axios');
  const settings = () =>
    ['timeout', 'maxRedirects', 'maxContentLength', 'signal', 'transport'].map((key) => axios.defaults[key]);
  const [urlsBefore, settingsBefore] = [{ ...urls }, settings()];

  const double = await openCarrierDouble();
  const send = openSdk({ username: 'sandbox', apiKey: 'key', baseUrl: double.url }, 1_000);
  expect(urls).toEqual(urlsBefore);
  const sending = send(SMS);
  expect([{ ...urls }, settings()]).toEqual([urlsBefore, settingsBefore]);
  expect(await sending).toHaveProperty('body');
  await double.close();
  expect([{ ...urls }, settings()]).toEqual([urlsBefore, settingsBefore]);
});

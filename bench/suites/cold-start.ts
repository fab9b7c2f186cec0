import { median } from '../compare.ts';
import { callbackPath, startGateway } from '../processes.ts';
import type { Suite } from '../suite.ts';

const STARTS = 3;
const SERVICE_CODES = ['*384*2101#', '*384*2102#', '*384*2103#'];

/** From starting the process on an empty folder to a dial answered on each of the three codes. */
export const coldStart: Suite = async ({ tell, keep }) => {
  const seconds: number[] = [];
  while (seconds.length < STARTS) {
    tell(`cold-start: ${seconds.length + 1} of ${STARTS}`);
    const startedAt = performance.now();
    const gateway = keep(await startGateway('all', answersDials));
    seconds.push((performance.now() - startedAt) / 1000);
    await gateway.close();
  }
  return [
    {
      name: 'cold-start',
      bare: '',
      ours: seconds.map((value) => value.toFixed(1)).join(', '),
      value: median(seconds),
      unit: 's',
      target: { is: 'at most', value: 10 },
      details: { seconds },
    },
  ];
};

async function answersDials(port: number): Promise<boolean> {
  for (const serviceCode of SERVICE_CODES) {
    const body = new URLSearchParams({ sessionId: 'cold', phoneNumber: '+254712345678', serviceCode, text: '' });
    body.set('sessionId', `cold-${serviceCode}-${performance.now()}`);
    const answer = await fetch(`http://127.0.0.1:${port}${callbackPath('ussd')}`, { method: 'POST', body });
    if (!(await answer.text()).startsWith('CON ')) return false;
  }
  return true;
}

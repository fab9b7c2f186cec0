import { compare } from '../compare.ts';
import { readCounter } from '../metrics-count.ts';
import { callbackPath, startBare, startGateway } from '../processes.ts';
import { compared, type Suite } from '../suite.ts';

const TEXTS = [
  'No water at Majengo tap since Monday, please help',
  'REPORT the road to Kipevu is blocked by rubbish',
  'STATUS 36191281',
  'Hakuna maji tangu Jumatatu, bomba la sokoni Kongowea limekauka na watoto hawaendi shule',
  'RATE 12 4 good service but a long wait',
  'Dawa hazipo katika hospitali ya Port Reitz kwa wiki mbili sasa',
  '1',
  'কয়েক দিন ধরে এলাকায় পানি নেই',
];

/** Distinct incoming SMS, each committed before its 200 and a worker woken for it; no worker runs here. */
export const smsInbound: Suite = async ({ generator, seconds, tell, keep }) => {
  const bare = keep(await startBare());
  const ours = keep(await startGateway('web'));
  tell('sms-inbound');
  const plan = { kind: 'messages', shortCode: '22101', texts: TEXTS } as const;
  const result = await compare({ generator, bare, ours, plan, path: callbackPath('sms'), seconds });
  const stored = await readCounter(ours.port, 'majibu_sms_callbacks_total', ['result="stored"']);
  const counted = result.pairs.reduce((sum, pair) => sum + pair.ours.answered, 0);
  // The warm-up stored some too.
  if (stored < counted) throw new Error(`${counted} messages were answered and only ${stored} stored`);
  return [compared('sms-inbound', result, { is: 'at least', value: 0.7, aim: 0.9 }, { stored })];
};

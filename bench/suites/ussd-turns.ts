import { CALL_SCRIPTS, type CallScript, FRESH_NUMBERS } from '../call-scripts.ts';
import { compare } from '../compare.ts';
import { callbackPath, startBare, startGateway } from '../processes.ts';
import { recordCalls } from '../record-calls.ts';
import { compared, type Suite } from '../suite.ts';

const TARGET = { is: 'at least', value: 0.6, aim: 0.8 } as const;

/** Numbers of returning callers count down from the top, those of first callers in the load generator up from one. */
function countDown(): (serviceCode: string) => string {
  let next = 0;
  return (serviceCode) => {
    const { prefix, digits } = FRESH_NUMBERS[serviceCode] ?? { prefix: '', digits: 0 };
    next += 1;
    return `${prefix}${10 ** digits - next}`;
  };
}

/**
 * USSD turns, each with its session stored before the answer: all calls, and those among them that file and rate nothing.
 */
export const ussdTurns: Suite = async ({ generator, seconds, tell, keep }) => {
  const bare = keep(await startBare());
  const ours = keep(await startGateway('web'));
  tell('ussd-turns: recording the calls');
  const calls = await recordCalls(ours.port, CALL_SCRIPTS, countDown());
  const contest = { generator, bare, ours, path: callbackPath('ussd'), seconds };
  tell('ussd-turns: all calls');
  const all = await compare({ ...contest, plan: { kind: 'calls', calls } });
  tell('ussd-turns: navigation only');
  const looks = calls.filter((_call, index) => CALL_SCRIPTS[index]?.does === 'looks');
  const navigation = await compare({ ...contest, plan: { kind: 'calls', calls: looks } });
  return [
    compared('ussd-turns', all, TARGET, perHundredTurns(CALL_SCRIPTS)),
    compared('ussd-turns (navigation only)', navigation, TARGET),
  ];
};

function perHundredTurns(scripts: readonly CallScript[]): object {
  const turns = scripts.reduce((sum, { keys }) => sum + keys.length + 1, 0);
  const share = (does: CallScript['does']) => (100 * scripts.filter((script) => script.does === does).length) / turns;
  return { reportsPerHundredTurns: share('files'), ratingsPerHundredTurns: share('rates') };
}

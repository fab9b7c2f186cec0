import { createRequire } from 'node:module';
import { type Stage, watchConnection } from './watch-connection.ts';

/** One bulk SMS as the SDK takes it. */
export interface SdkSms {
  readonly to: string;
  readonly from: string;
  readonly message: string;
}

/** What the SDK made of a call. `failure` is whatever it threw: it holds key, number and text, so look, never pass on. */
export type SdkAnswer = { readonly body: unknown } | { readonly failure: unknown; readonly stage: Stage };

/** The client for one account, behind one function. */
export type SendThroughSdk = (sms: SdkSms) => Promise<SdkAnswer>;

const LIVE_URL = 'https://api.africastalking.com';
const SANDBOX_URL = 'https://api.sandbox.africastalking.com';

/** An answer for one recipient has some 200 bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** The parts of the SDK, and of the axios it was installed with, that are used. The SDK ships no types. */
interface Sdk {
  readonly open: (options: { username: string; apiKey: string }) => { SMS: { send(sms: SdkSms): Promise<unknown> } };
  /** The URLs of the whole process. */
  readonly urls: { SMS_URL: string };
  readonly axios: { defaults: Record<string, unknown> };
}

/**
 * Opens the `africastalking` SDK (0.8.3) without its habits: it has no time limit, follows redirects with the API key in
 * the header, and keeps its URL in a variable that one sandbox client changes for all. Each call gets its own settings.
 *
 * @param baseUrl where the API is; undefined: Africa's Talking, live or sandbox by the user name
 * @param timeoutMs for the whole call, from the look-up of the name to the last byte of the answer
 */
export function openSdk(
  account: { username: string; apiKey: string; baseUrl: string | undefined },
  timeoutMs: number,
): SendThroughSdk {
  const sdk = loadSdk();
  const urls = { ...sdk.urls };
  const client = sdk.open({ username: account.username, apiKey: account.apiKey });
  // Opening a sandbox client has just sent every other client of this process there.
  Object.assign(sdk.urls, urls);
  const isSandbox = account.username.toLowerCase() === 'sandbox';
  const url = `${account.baseUrl ?? (isSandbox ? SANDBOX_URL : LIVE_URL)}/version1/messaging`;

  return async (sms) => {
    const connection = watchConnection();
    const settings = {
      maxRedirects: 0,
      maxContentLength: MAX_ANSWER_BYTES,
      // axios' own timeout only counts silence, and only once connected.
      timeout: timeoutMs,
      signal: AbortSignal.timeout(timeoutMs),
      transport: connection.transport,
    };
    try {
      return { body: await callWith(sdk, url, settings, () => client.SMS.send(sms)) };
    } catch (failure) {
      return { failure, stage: connection.stage() };
    }
  };
}

/** Loaded when first opened, not with this file: it brings some 20 MB that a gateway on another carrier does not need. */
function loadSdk(): Sdk {
  const require = createRequire(import.meta.url);
  // The axios that the SDK itself finds: another copy would be another set of defaults.
  const requireFromSdk = createRequire(require.resolve('africastalking'));
  return {
    open: require('africastalking'),
    urls: require('africastalking/lib/common'),
    axios: requireFromSdk('axios'),
  };
}

/** The SDK reads its URL, and axios its defaults, before `send` returns: what is set here holds for this one call only. */
function callWith<T>(sdk: Sdk, url: string, settings: Record<string, unknown>, send: () => Promise<T>): Promise<T> {
  const { defaults } = sdk.axios;
  const urlBefore = sdk.urls.SMS_URL;
  const before = Object.fromEntries(Object.keys(settings).map((key) => [key, defaults[key]]));
  sdk.urls.SMS_URL = url;
  Object.assign(defaults, settings);
  try {
    return send();
  } finally {
    sdk.urls.SMS_URL = urlBefore;
    Object.assign(defaults, before);
  }
}

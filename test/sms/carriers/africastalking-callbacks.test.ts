import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCallback } from '../../../src/callback-body.ts';
import { africastalkingCallbacks } from '../../../src/sms/carriers/africastalking-callbacks.ts';
import { requestOf } from '../../support/request-of.ts';

const { parseInbound, parseDelivery, parseOptOut } = africastalkingCallbacks;
const FORM = 'application/x-www-form-urlencoded';
const JSON_TYPE = 'application/json';

async function fieldsOf(body: string, type = FORM): Promise<Readonly<Record<string, string>>> {
  const read = await readCallback(requestOf(body, type));
  return 'fields' in read ? read.fields : {};
}

describe('parseInbound', () => {
  const ID = 'ec9adc86-51d5-4bc8-8eb0-d8ab0bb53dc3';
  const sms = { carrierMessageId: ID, from: '+254711000011', to: '21512', text: 'Msg' };
  const at = (iso: string) => new Date(iso);

  it.each([
    [
      'the ISO date',
      `linkId=0309&text=Msg&to=21512&id=${ID}&date=2017-05-03T06%3A04%3A45Z&from=%2B254711000011`,
      {
        ...sms,
        sentAt: at('2017-05-03T06:04:45Z'),
      },
    ],
    [
      'the plain date, in UTC',
      `text=Msg&to=21512&id=${ID}&date=2017-05-03+06%3A04%3A45&from=%2B254711000011`,
      {
        ...sms,
        sentAt: at('2017-05-03T06:04:45Z'),
      },
    ],
    [
      'a date cut short',
      `text=Msg&to=21512&id=${ID}&date=2017-05-03T06%3A04&from=%2B254711000011`,
      {
        ...sms,
        sentAt: at('2017-05-03T06:04:00Z'),
      },
    ],
    [
      'no date that anyone can read',
      `text=Msg&to=21512&id=${ID}&date=yesterday&from=%2B254711000011`,
      {
        ...sms,
        sentAt: null,
      },
    ],
    ['a sender with a name', `text=Msg&to=21512&id=${ID}&from=MTN`, { ...sms, from: 'MTN', sentAt: null }],
    [
      'an empty linkId and a cost',
      'date=2026-01-05+08%3A00%3A00&from=%2B254720000123&id=ATXid_5d3b&linkId=&text=BEI+mahindi&to=22384&networkCode=63902&cost=KES+1.0000',
      {
        carrierMessageId: 'ATXid_5d3b',
        from: '+254720000123',
        to: '22384',
        text: 'BEI mahindi',
        sentAt: at('2026-01-05T08:00:00Z'),
      },
    ],
    [
      'a raw plus',
      'from=+254711000011&to=21512&text=Msg&id=1',
      { ...sms, from: '254711000011', carrierMessageId: '1', sentAt: null },
    ],
    ['no text at all', 'from=%2B254711000011&to=21512&id=1', { ...sms, carrierMessageId: '1', text: '', sentAt: null }],
    [
      'text with spaces around, kept',
      'from=%2B254711000011&to=21512&id=1&text=+1+',
      { ...sms, carrierMessageId: '1', text: ' 1 ', sentAt: null },
    ],
    ['no id', 'from=%2B254711000011&to=21512&text=Msg', { ...sms, carrierMessageId: '', sentAt: null }],
  ])('form with %s', async (_what, body, expected) => {
    expect(parseInbound(await fieldsOf(body))).toEqual(expected);
  });

  it('JSON without id, numbers without a plus, a date in C', async () => {
    const body = '{"date": "Mon Jan  5 08:00:00 2026", "to": "254987456", "from": "254378098", "text": "hi"}';
    const parsed = parseInbound(await fieldsOf(body, JSON_TYPE));
    expect(parsed).toMatchObject({ carrierMessageId: '', from: '254378098', to: '254987456', text: 'hi' });
    expect(parsed?.sentAt).toBeInstanceOf(Date);
  });

  it('values that are no strings', () => {
    const parsed = parseInbound({ id: 15071, from: ['', '+254711000009'], to: 28901, text: ['a', 'b', ''], date: 7 });
    expect(parsed).toMatchObject({ carrierMessageId: '15071', from: '+254711000009', to: '28901', text: 'b' });
  });

  it.each(['', 'from=%2B254711000011&text=Msg&id=1', 'to=21512&text=Msg', 'from=&to=+&text=x'])(
    'null for "%s"',
    async (body) => {
      expect(parseInbound(await fieldsOf(body))).toBeNull();
    },
  );
});

describe('parseDelivery', () => {
  it.each([
    ['Sent', 'sent'],
    ['Submitted', 'sent'],
    ['Buffered', 'sent'],
    ['Success', 'delivered'],
    ['SUCCESS', 'delivered'],
    ['Failed', 'undelivered'],
    ['Rejected', 'undelivered'],
    ['AbsentSubscriber', 'undelivered'],
    ['Absent_Subscriber', 'undelivered'],
    ['absent subscriber', 'undelivered'],
    ['Expired', 'undelivered'],
    ['Borked', null],
    ['constructor', null],
    ['???', null],
  ])('%s is %s', async (word, state) => {
    const fields = await fieldsOf(`id=ATXid_1&status=${encodeURIComponent(word)}`);
    expect(parseDelivery(fields)).toEqual({ carrierMessageId: 'ATXid_1', phone: null, state, word, reason: null });
  });

  it.each([
    [
      FORM,
      'id=ATXid_a2&status=Failed&phoneNumber=%2B254711000002&networkCode=63902&failureReason=UserInBlacklist&retryCount=0',
    ],
    [JSON_TYPE, '{"id":"ATXid_a2","phoneNumber":"+254711000002","status":"Failed","failureReason":"UserInBlacklist"}'],
  ])('a whole one as %s', async (type, body) => {
    expect(parseDelivery(await fieldsOf(body, type))).toEqual({
      carrierMessageId: 'ATXid_a2',
      phone: '+254711000002',
      state: 'undelivered',
      word: 'Failed',
      reason: 'UserInBlacklist',
    });
  });

  it('takes no number for a reason, and no novel for a word', () => {
    const parsed = parseDelivery({ id: 1, status: 'x'.repeat(500), failureReason: 'no route to +254711000002' });
    expect(parsed).toMatchObject({ carrierMessageId: '1', state: null, word: 'x'.repeat(64), reason: null });
  });

  it.each(['', 'id=1', 'status=Success', `id=${'1'.repeat(129)}&status=Success`])('null for "%s"', async (body) => {
    expect(parseDelivery(await fieldsOf(body))).toBeNull();
  });
});

describe('parseOptOut', () => {
  it.each([
    ['senderId=220225&phoneNumber=%2B254720000123', { sender: '220225', phone: '+254720000123' }],
    ['senderId=COMPANY&phoneNumber=+254720000123', { sender: 'COMPANY', phone: '254720000123' }],
    ['senderId=COMPANY', null],
    ['phoneNumber=1', null],
    ['', null],
  ])('%s', async (body, expected) => {
    expect(parseOptOut(await fieldsOf(body))).toEqual(expected);
  });
});

it('no parser throws, whatever comes', () => {
  const name = fc.constantFrom(
    'id',
    'from',
    'to',
    'text',
    'date',
    'status',
    'phoneNumber',
    'failureReason',
    'senderId',
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.anything()), (fields) => {
      for (const parse of [parseInbound, parseDelivery, parseOptOut]) parse(fields);
    }),
  );
});

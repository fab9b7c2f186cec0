import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readQuery } from '../../../src/callback-body.ts';
import { deliveryAddress, kannelCallbacks } from '../../../src/sms/carriers/kannel-callbacks.ts';
import { requestOf } from '../../support/request-of.ts';

const { parseInbound, parseDelivery, parseOptOut } = kannelCallbacks;
const ID = '6fc7fa80-24bc-4376-804e-358accd42344';

function fieldsOf(query: string): Readonly<Record<string, string>> {
  const read = readQuery(Object.assign(requestOf('', undefined), { url: `/kannel/secret/sms?${query}` }));
  return 'fields' in read ? read.fields : {};
}

describe('parseInbound', () => {
  const query = (hex: string, charset = 'UTF-8'): string =>
    `id=${ID}&from=%2B8801711000001&to=22102&time=1795376014&charset=${charset}&hex=${hex}`;

  it.each([
    ['GSM-7, as UTF-8', '68656C6C6F2020312B31', 'UTF-8', 'hello  1+1'],
    ['Bangla in UCS-2', '09AA09BE09A809BF002009A809C70987', 'UTF-16BE', 'পানি নেই'],
    ['Bangla, recoded', Buffer.from('পানি').toString('hex'), 'UTF-8', 'পানি'],
    ['an emoji in UCS-2', 'd83dde00', 'UTF-16BE', '😀'],
    ['an alphabet of an operator', 'E9', 'ISO-8859-1', 'é'],
    ['nothing at all', '', 'UTF-8', ''],
  ])('%s', (_what, hex, charset, text) => {
    expect(parseInbound(fieldsOf(query(hex, charset)))).toEqual({
      carrierMessageId: ID,
      from: '+8801711000001',
      to: '22102',
      text,
      sentAt: new Date('2026-11-22T19:33:34Z'),
    });
  });

  it.each(['', 'yesterday', '-1', '1'])('takes no time from "%s"', (time) => {
    expect(parseInbound(fieldsOf(`from=1&to=2&charset=UTF-8&time=${time}`))?.sentAt).toBeNull();
  });

  it.each([
    ['a binary SMS', query('FF00', '8-BIT')],
    ['bytes that are no UTF-8', query('FF')],
    ['half a byte', query('6')],
    ['no hex', query('zz')],
    ['an unknown character set', query('61', 'klingon')],
    ['no character set', `id=${ID}&from=1&to=2&hex=61`],
    ['no sender', 'to=22102&charset=UTF-8&hex=61'],
    ['no receiver', 'from=22102&charset=UTF-8&hex=61'],
    ['nothing', ''],
  ])('null for %s', (_what, given) => {
    expect(parseInbound(fieldsOf(given))).toBeNull();
  });
});

describe('parseDelivery', () => {
  it.each([
    ['1', 'delivered', 'delivered'],
    ['2', 'undelivered', 'undelivered'],
    ['4', 'sent', 'queued_on_smsc'],
    ['8', 'sent', 'taken_by_smsc'],
    ['16', 'undelivered', 'refused_by_smsc'],
    ['32', null, 'value_32'],
  ])('%s is %s', (value, state, word) => {
    const expected = { carrierMessageId: ID, messageId: ID, phone: null, state, word, reason: null };
    expect(parseDelivery(fieldsOf(`id=${ID}&state=${value}`))).toEqual(expected);
    expect(parseDelivery(fieldsOf(`id=${ID.toUpperCase()}&state=${value}`))).toEqual(expected);
  });

  it.each(['', `id=${ID}`, 'state=1', 'id=7&state=1', `id=${ID}&state=%25d`, `id=${ID}&state=delivered`])(
    'null for "%s"',
    (query) => {
      expect(parseDelivery(fieldsOf(query))).toBeNull();
    },
  );
});

it('knows no opt-out', () => {
  expect(parseOptOut({ senderId: '22102', phoneNumber: '+8801711000001' })).toBeNull();
});

it('doubles what smsbox would take for its own in the address of reports', () => {
  expect(deliveryAddress('http://127.0.0.1:3000/my%20place', 'a/b', ID)).toBe(
    `http://127.0.0.1:3000/my%%20place/kannel/a%%2Fb/delivery?id=${ID}&state=%d`,
  );
});

it('no parser throws, whatever comes', () => {
  const name = fc.constantFrom('id', 'from', 'to', 'time', 'charset', 'hex', 'state');
  fc.assert(
    fc.property(fc.dictionary(name, fc.anything()), (fields) => {
      for (const parse of [parseInbound, parseDelivery, parseOptOut]) parse(fields);
    }),
  );
});

import { applyReport, applyUnmatchedReport, type Report } from '../db/delivery-reports.ts';
import type { Deps } from '../deps.ts';
import { indexPhone } from '../phone.ts';
import type { DeliveryReport, DeliveryState } from './carriers/carrier.ts';
import { readPhones } from './read-phone.ts';

/** A report that comes later than this is not taken as the answer to a send that never got one. */
const UNMATCHED_WINDOW_MS = 24 * 60 * 60 * 1000;

/** What a report says is what became of the send: with `sent` the carrier has certainly taken it. */
const STATES: Readonly<Record<DeliveryState, NonNullable<Report['state']>>> = {
  sent: 'accepted',
  delivered: 'delivered',
  undelivered: 'undelivered',
};

/**
 * Applies a delivery report: by our own id where the carrier hands it back, else by the carrier's, and then only to the
 * phone it names; else, for a send whose answer never came or has not come yet, by the phone alone when just one message waits for it. State only moves forward, the first
 * final one stays, a word nobody knows is kept and changes nothing. Repeats and strangers do nothing.
 *
 * @returns whether a message was changed
 */
export async function applyDelivery(
  deps: Pick<Deps, 'config' | 'db' | 'log' | 'now' | 'programmes'>,
  carrier: string,
  delivery: DeliveryReport,
): Promise<boolean> {
  const now = deps.now();
  const report = toReport(deps, carrier, delivery, now);
  const messageId =
    (await applyReport(deps.db, report)) ??
    (report.state === null
      ? undefined
      : await applyUnmatchedReport(deps.db, report, new Date(now.getTime() - UNMATCHED_WINDOW_MS)));
  if (delivery.state === null) deps.log.warn({ carrier, messageId }, 'delivery report with an unknown word');
  else deps.log.debug({ carrier, messageId, state: delivery.state }, 'delivery report');
  return messageId !== undefined;
}

function toReport(
  deps: Pick<Deps, 'config' | 'programmes'>,
  carrier: string,
  delivery: DeliveryReport,
  now: Date,
): Report {
  const phones = delivery.phone === null ? [] : readPhones(delivery.phone, deps.programmes);
  const state = delivery.state === null ? null : STATES[delivery.state];
  return {
    carrier,
    carrierMessageId: delivery.carrierMessageId,
    messageId: delivery.messageId,
    // A number that cannot be read, a masked one for example, says nothing for or against.
    phoneIndexes: phones.length === 0 ? null : phones.map((phone) => indexPhone(deps.config.indexKey, phone)),
    state,
    word: delivery.word,
    reason: state === 'undelivered' ? (delivery.reason ?? delivery.word.toLowerCase()) : null,
    now,
  };
}

import { saysSomething } from '../../grievances/says-something.ts';
import type { Screen, View } from '../screen.ts';

/** What happened, in her own words. Sealed streams show the helplines first: they are never sent by SMS. */
export const reportDescriptionScreen: Screen = {
  name: 'report-description',
  show: (view) => {
    const { locale } = view.voice;
    const stream = view.programme.categories.get(view.draft.category ?? '')?.stream ?? 'ordinary';
    if (stream === 'ordinary') return { text: locale.ussd.description };
    const numbers = view.programme.helplines
      .filter(({ streams }) => streams.includes(stream))
      .map(({ names, phone }) => `${view.voice.name(names)} ${phone}`);
    const help = numbers.length > 0 ? `${locale.ussd.helplines(numbers.join(', '))}\n` : '';
    return { text: `${help}${locale.ussd.descriptionSealed}` };
  },
  type: (_view, text) =>
    saysSomething(text) ? { to: { screen: 'report-confirm' }, draft: { text } } : { again: 'short' },
};

/** The last look before anything is sent; the way back leads to her words. */
export const reportConfirmScreen: Screen = {
  name: 'report-confirm',
  show: (view) => {
    const { locale, name } = view.voice;
    const category = view.programme.categories.get(view.draft.category ?? '');
    const area = view.programme.areas.get(view.draft.area ?? '');
    return {
      text: locale.ussd.confirm(category ? name(category.names) : '', area ? name(area.names) : ''),
      choices: [
        { value: 'send', label: locale.ussd.confirmSend },
        { value: 'cancel', label: locale.ussd.cancel },
      ],
    };
  },
  choose: (_view, value) => {
    if (value === 'send') return { to: { screen: 'report-receipt' }, effects: [{ type: 'file-grievance' }] };
    return { to: { screen: 'report-cancelled' } };
  },
};

/** Reference, office and due date: what makes the promise one that can be kept to. */
export const reportReceiptScreen: Screen = {
  name: 'report-receipt',
  show: (view) => ({ text: receiptText(view), isEnd: true }),
};

/** She chose not to send. */
export const reportCancelledScreen: Screen = {
  name: 'report-cancelled',
  show: ({ voice }) => ({ text: voice.locale.ussd.cancelled, isEnd: true }),
};

function receiptText({ draft: { receipt }, programme, voice }: View): string {
  const { ussd } = voice.locale;
  if (!receipt) return ussd.over;
  const office = programme.offices.get(receipt.office ?? '');
  if (receipt.stream !== 'ordinary') return ussd.filedSealed(receipt.reference);
  if (!office || receipt.due === null) return ussd.filedTriage(receipt.reference);
  return ussd.filed(receipt.reference, voice.name(office.names), voice.moment(new Date(receipt.due)));
}

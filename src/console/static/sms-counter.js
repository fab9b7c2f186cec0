import { countSms } from './count-sms.js';

/** Counts beneath every text that is sent by SMS what it costs, while it is typed. */
export function start() {
  for (const text of document.querySelectorAll('[data-counts="sms"]')) {
    const line = text.closest('.govuk-form-group')?.querySelector('[data-counter]');
    if (!line) continue;
    const { counter, before, after } = line.dataset;
    const show = () => {
      const { sms, left } = countSms(before + text.value.trim() + after);
      const words = counter.replace('{sms}', sms).replace('{left}', left);
      line.textContent = text.value.trim() === '' ? '' : words;
    };
    text.addEventListener('input', show);
    show();
  }
}

// What makes pages better where there is a script. A part is fetched only by pages that have use for it, and every page works
// without all of them.
const PARTS = [
  ['[data-counts="sms"]', './sms-counter.js'],
  ['[data-keep], [data-sent]', './kept-text.js'],
  ['[data-live]', './live-counts.js'],
];

for (const [selector, part] of PARTS) {
  // Where the line dropped, or the browser is too old for a part, the page is as it is without.
  if (document.querySelector(selector)) import(part).then(({ start }) => start()).catch(() => undefined);
}

// An error, or what was done, comes first also for whoever cannot see it.
document.querySelector('[data-focus]')?.focus();

// Whoever signs out leaves nothing behind in this browser.
document.querySelector('form[action="/console/sign-out"]')?.addEventListener('submit', () => sessionStorage.clear());

// What is folded cannot be opened on paper.
addEventListener('beforeprint', () => {
  for (const folded of document.querySelectorAll('main details:not([open])')) {
    folded.open = true;
    addEventListener('afterprint', () => folded.removeAttribute('open'), { once: true });
  }
});

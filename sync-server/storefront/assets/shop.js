// Keeps an order's page as the order stands: asks again while the page is looked at, and replaces what changed.
const EVERY_MS = 4000;

async function look() {
  const live = document.getElementById('live');
  if (!live || document.hidden) return;
  const answer = await fetch(location.pathname, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = page.getElementById('main');
  const next = page.getElementById('live');
  if (!main || !next || next.innerHTML === live.innerHTML) return;
  const isBusy = document.querySelector('details[open]') !== null;
  if (isBusy) live.replaceWith(next);
  else document.getElementById('main')?.replaceWith(main);
}

setInterval(() => {
  look().catch(() => undefined);
}, EVERY_MS);

import { button, card, clock, el, post, write } from './parts.js';
import { t } from './words.js';

/** The receipt printer: what is coming out, and what has come out; with the drawer it opens. */
export function printerCard() {
  const drawerState = el('b', { class: 'drawer-state' });
  const pulses = el('span', { class: 'quiet' });
  const shut = button(t('pushShut'), () => post('printer/drawer', { open: false }, shut));
  const drawer = el(
    'div',
    { class: 'drawer', role: 'group', 'aria-label': t('drawer') },
    el('span', {}, t('drawer')),
    drawerState,
    pulses,
    shut,
  );
  const coming = el(
    'article',
    { class: 'sheet coming', hidden: true },
    el('p', { class: 'caption' }, el('span', { class: 'now' }, t('printing'))),
    el('div', {}),
  );
  const sheets = el('div', { class: 'sheets' });
  const empty = el('p', { class: 'quiet empty' }, t('noReceipt'));
  const roll = el(
    'div',
    { class: 'roll', tabindex: '0', role: 'region', 'aria-label': t('receipts') },
    coming,
    sheets,
    empty,
  );
  const { element, update } = card('printer', [drawer, el('div', { class: 'slot' }), roll]);
  let pieces = 0;
  return {
    element,
    update({ printer }) {
      update(printer);
      drawer.dataset.open = printer.drawerOpen;
      write(drawerState, t(printer.drawerOpen ? 'open' : 'closed'));
      write(pulses, t('openedTimes', printer.pulses));
      shut.disabled = !printer.drawerOpen;
      empty.hidden = printer.receipts.length > 0 || printer.printing > 0;
      coming.hidden = printer.printing === 0;
      if (printer.printing !== pieces && printer.printing > 0)
        void draw(coming.lastElementChild, 'printer/receipts/printing.svg');
      pieces = printer.printing;
      showSheets(sheets, printer.receipts, 'printer/receipts');
    },
  };
}

/** The label printer: the labels that came out. */
export function labelCard() {
  const labels = el('div', { class: 'labels', tabindex: '0', role: 'region', 'aria-label': t('labels') });
  const empty = el('p', { class: 'quiet empty' }, t('noLabel'));
  const { element, update } = card('labelPrinter', [labels, empty]);
  return {
    element,
    update({ labelPrinter }) {
      update(labelPrinter);
      empty.hidden = labelPrinter.labels.length > 0;
      showSheets(labels, labelPrinter.labels, 'labelPrinter/labels');
    },
  };
}

/** Puts new sheets on top and takes old ones away; those that stay are left alone. */
function showSheets(list, sheets, path) {
  const known = new Map([...list.children].map((child) => [child.dataset.id, child]));
  const wanted = new Set(sheets.map(({ id }) => String(id)));
  for (const [id, child] of known) if (!wanted.has(id)) child.remove();
  for (const sheet of [...sheets].reverse()) if (!known.has(String(sheet.id))) list.prepend(sheetOf(sheet, path));
}

function sheetOf({ id, at, cut, unknown }, path) {
  const picture = el('div', {});
  void draw(picture, `${path}/${id}.svg`);
  const notes = [cut ? null : t('torn'), unknown > 0 ? t('unknownCommands', unknown) : null];
  return el(
    'article',
    { class: 'sheet', 'data-id': id },
    el(
      'p',
      { class: 'caption' },
      el('time', { datetime: at }, clock(at)),
      el('span', {}, `#${id}`),
      ...notes.filter(Boolean).map((note) => el('span', { class: 'note' }, note)),
    ),
    picture,
  );
}

/** A picture of paper, in the page itself: its text can be read, found and copied. */
async function draw(element, path) {
  const answer = await fetch(path).catch(() => null);
  if (answer?.ok) element.innerHTML = await answer.text();
}

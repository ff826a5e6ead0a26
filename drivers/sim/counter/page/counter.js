import { labelCard, printerCard } from './paper.js';
import { button, el } from './parts.js';
import { terminalCard, walletCard } from './payments.js';
import { scannerCard } from './scanning.js';
import { displayCard, scaleCard } from './weighing.js';
import { language, setLanguage, t } from './words.js';

/** Which device stands where, column by column. */
const COLUMNS = [[printerCard], [displayCard, scannerCard, labelCard], [scaleCard, terminalCard, walletCard]];

let state = null;
let cards = [];
let boot = null;

/** Builds the whole page in the language chosen. */
function build() {
  document.documentElement.lang = language();
  document.title = t('title');
  cards = [];
  const columns = COLUMNS.map((column) =>
    el(
      'div',
      { class: 'column' },
      ...column.map((make) => {
        const made = make();
        cards.push(made);
        return made.element;
      }),
    ),
  );
  const other = language() === 'en' ? 'zh-CN' : 'en';
  const switchTo = button(other === 'en' ? 'English' : '中文', () => {
    setLanguage(other);
    build();
    document.getElementById('language').focus();
  });
  switchTo.id = 'language';
  switchTo.lang = other;
  document.body.replaceChildren(
    el('header', { class: 'top' }, el('h1', {}, t('title')), el('p', {}, t('lead')), switchTo),
    el('p', { id: 'lost', role: 'alert', hidden: true }, t('lost')),
    el('main', {}, ...columns),
  );
  if (state) show();
}

function show() {
  for (const { update } of cards) {
    update(state);
  }
}

build();
const events = new EventSource('events');
events.addEventListener('message', ({ data }) => {
  state = JSON.parse(data);
  if (boot !== null && boot !== state.boot) location.reload();
  boot = state.boot;
  document.getElementById('lost').hidden = true;
  show();
});
events.addEventListener('error', () => {
  document.getElementById('lost').hidden = false;
});

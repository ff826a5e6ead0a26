import { button, card, choice, clock, el, fill, money, post, write } from './parts.js';
import { t } from './words.js';

/** The card terminal: its screen, the keys a customer presses, and what it has done. */
export function terminalCard() {
  const screen = el('output', { class: 'screen' });
  const keys = ['approve', 'decline', 'cancel'].map((key) =>
    button(t(key), ({ currentTarget }) => post('terminal/key', { key }, currentTarget), { 'data-key': key }),
  );
  const verdict = choice(t('verdict'), ['verdict.approve', 'verdict.decline', 'verdict.ask'], (value) =>
    post('terminal/behaviour', { verdict: value.split('.')[1] }),
  );
  const delay = number(t('delay'), 60_000, 500, (delayMs) => post('terminal/behaviour', { delayMs }));
  const tip = number(t('tip'), 100_000, 10, (value) => post('terminal/behaviour', { tip: value }));
  const done = el('ul', { class: 'done' });
  const taken = el('b', { class: 'figure' });
  const { element, update } = card('terminal', [
    screen,
    el('div', { class: 'keys' }, ...keys),
    el('div', { class: 'fields' }, verdict.element, delay.element, tip.element),
    el('p', { class: 'sum' }, t('takenInAll'), ' ', taken),
    done,
  ]);
  return {
    element,
    update({ terminal }) {
      update(terminal);
      const { asked } = terminal;
      write(screen, asked ? `${t(`asked.${asked.kind}`)} ${money(asked.amount)}` : t('terminalIdle'));
      screen.dataset.asked = asked !== null;
      for (const key of keys) key.disabled = asked === null;
      verdict.show(`verdict.${terminal.verdict}`);
      delay.show(terminal.delayMs);
      tip.show(terminal.tip);
      write(taken, money(terminal.taken));
      fill(done, terminal.transactions.slice(0, 4), () => terminal.transactions.slice(0, 4).map(transactionRow));
    },
  };
}

function transactionRow({ kind, approved, voided, total, receipt, at }) {
  const verdict = voided ? 'voided' : approved ? 'approved' : 'declined';
  return el(
    'li',
    {},
    el('span', { class: 'quiet' }, `#${receipt} ${clock(at)}`),
    el('span', {}, `${t(`done.${kind}`)}, ${t(verdict)}`),
    el('b', { class: 'figure' }, money(total)),
  );
}

function number(label, max, step, onchange) {
  const input = el('input', {
    type: 'number',
    min: '0',
    max,
    step,
    onchange: () => input.value !== '' && onchange(Math.round(Number(input.value))),
  });
  const element = el('label', { class: 'field' }, el('span', {}, label), input);
  return {
    element,
    show(value) {
      if (document.activeElement !== input) input.value = value;
    },
  };
}

/** The wallet: what customers do, and what waits to be paid. */
export function walletCard() {
  const customers = choice(t('customers'), ['customer.pay', 'customer.wait', 'customer.refuse'], (value) =>
    post('wallet/behaviour', { customer: value.split('.')[1] }),
  );
  const waiting = el('ul', { class: 'done' });
  const taken = el('b', { class: 'figure' });
  const { element, update } = card('wallet', [
    customers.element,
    waiting,
    el('p', { class: 'sum' }, t('takenInAll'), ' ', taken),
  ]);
  return {
    element,
    update({ wallet }) {
      update(wallet);
      customers.show(`customer.${wallet.customer}`);
      write(taken, money(wallet.taken));
      fill(waiting, wallet.waiting, () => wallet.waiting.map(tradeRow));
    },
  };
}

function tradeRow({ tradeNo, amount, currency }) {
  const act = (what) =>
    button(t(`wallet.${what}`), ({ currentTarget }) => post('wallet/act', { tradeNo, act: what }, currentTarget));
  return el('li', {}, el('b', { class: 'figure' }, `${money(amount)} ${currency}`), act('pay'), act('refuse'));
}

import { useEffect, useRef } from 'react';
import type { CustomerView } from '#contracts/ipc/devices.ts';
import { Figure } from '#renderer/ui/figure.tsx';
import css from './customer-cart.module.css';

type CartView = Extract<CustomerView, { state: 'cart' }>;

/** The lines, the newest always in sight, and what they come to. */
export function CustomerCart({ view }: { view: CartView }) {
  const list = useRef<HTMLUListElement>(null);
  const { lines, total, totalLabel, picture } = view;
  const newest = view.newest ?? lines.length - 1;
  const spot = `${newest} ${lines.length} ${lines[newest]?.amount}`;
  useEffect(() => {
    const show = (): void => list.current?.children[Number.parseInt(spot, 10)]?.scrollIntoView({ block: 'nearest' });
    show();
    if (!list.current) return;
    const observer = new ResizeObserver(show);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [spot]);
  return (
    <section className={css.cart}>
      <ul className={css.lines} ref={list}>
        {numbered(lines).map(({ line, at }) => (
          <li key={at} className={css.line} data-newest={at === newest || undefined} data-testid="customer-line">
            <span className={css.name}>{line.name}</span>
            <span className={css.amount}>{line.amount}</span>
            {line.detail !== undefined && <span className={css.detail}>{line.detail}</span>}
            {(line.notes ?? []).map((note) => (
              <span key={note} className={css.note}>
                {note}
              </span>
            ))}
          </li>
        ))}
      </ul>
      <div className={css.foot} aria-live="polite">
        {picture !== undefined && <img className={css.picture} src={picture} alt="" data-testid="customer-newest" />}
        <h1 className={css.word}>{totalLabel}</h1>
        <Figure text={total} size={120} testId="customer-total" />
      </div>
    </section>
  );
}

/** Lines have no identity of their own here: each is where it is. */
function numbered(lines: CartView['lines']) {
  return lines.map((line, at) => ({ line, at }));
}

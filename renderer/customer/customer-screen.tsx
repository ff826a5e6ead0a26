import { useEffect } from 'react';
import type { CustomerView } from '#contracts/ipc/devices.ts';
import { type Readable, useStore } from '#renderer/app/external-store.ts';
import { Figure } from '#renderer/ui/figure.tsx';
import { CustomerCart } from './customer-cart.tsx';
import css from './customer-screen.module.css';
import type { CustomerShown } from './customer-shown.ts';
import { IdlePictures } from './idle-pictures.tsx';
import { PayCode } from './pay-code.tsx';

/** What the customer sees; words and amounts come formatted. */
export function CustomerScreen({ shown }: { shown: Readable<CustomerShown> }) {
  const { view, pictures } = useStore(shown);
  const language = view?.language ?? 'en';
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <main className={css.screen} data-testid="customer" data-state={view?.state ?? 'none'}>
      <Content view={view} pictures={pictures} />
    </main>
  );
}

function Content({ view, pictures }: CustomerShown) {
  if (view === null || view.state === 'idle') return <IdlePictures pictures={pictures} welcome={view?.welcome ?? ''} />;
  if (view.state === 'cart') return <CustomerCart view={view} />;
  return view.state === 'pay' ? <Pay view={view} /> : <Paid view={view} />;
}

function Pay({ view }: { view: Extract<CustomerView, { state: 'pay' }> }) {
  const { totalLabel, total, qr, hint } = view;
  return (
    <section className={css.pay} data-code={qr !== undefined}>
      {qr !== undefined && <PayCode text={qr} label={hint ?? totalLabel} />}
      <div className={css.sums} aria-live="polite">
        <h1 className={css.word}>{totalLabel}</h1>
        <Figure text={total} size={160} align={qr === undefined ? 'center' : 'left'} testId="customer-total" />
        {hint !== undefined && <p className={css.hint}>{hint}</p>}
      </div>
    </section>
  );
}

/** The change huge, or what was paid where there is none. */
function Paid({ view }: { view: Extract<CustomerView, { state: 'paid' }> }) {
  const { totalLabel, total, changeLabel, change, thanks } = view;
  const hasChange = changeLabel !== undefined && change !== undefined;
  return (
    <section className={css.pay}>
      <div className={css.sums} aria-live="polite">
        <h1 className={css.thanks}>{thanks}</h1>
        <p className={css.word}>{hasChange ? changeLabel : totalLabel}</p>
        <Figure
          text={hasChange ? change : total}
          size={160}
          align="center"
          testId={hasChange ? 'customer-change' : 'customer-total'}
        />
        {hasChange && (
          <p className={css.hint}>
            {totalLabel} <span data-testid="customer-total">{total}</span>
          </p>
        )}
      </div>
    </section>
  );
}

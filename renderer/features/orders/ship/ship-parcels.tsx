import { Check, Printer, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useHostless } from '#renderer/app/use-hostless.ts';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import css from '#renderer/features/orders/shared/orders.module.css';
import { useLabelPrinting } from '#renderer/features/orders/shared/use-label-printing.ts';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { kilograms, listPaper } from './parcel-label.ts';
import { parcelsToGo, shippedDrafts } from './parcel-work.ts';

/** Gives parcels to a carrier's driver: each is scanned out, the list is printed to be signed, and what is not taken stays. */
export function ShipParcels({ fulfilments, config, onBack, onBoard }: OrderTaskProps) {
  const { t, i18n } = useTranslation();
  const { host, play } = useTill();
  const hostless = useHostless();
  const { tell, busy, fault } = useOrderJournal();
  const { printPaper, fault: unprinted } = useLabelPrinting();
  const [manifestId] = useState(() => uuid());
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [driver, setDriver] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [unkept, setUnkept] = useState<Fault | null>(null);

  const rows = fulfilments.flatMap((fulfilment) => {
    const going = new Set(parcelsToGo(fulfilment).map(({ parcelId }) => parcelId));
    return (fulfilment.parcels ?? []).map((parcel) => {
      return { ...parcel, number: fulfilment.number, mayGo: going.has(parcel.parcelId) };
    });
  });
  const going = rows.filter(({ parcelId, mayGo }) => mayGo && taken.has(parcelId));
  const canClose = going.length > 0 && driver.trim() !== '' && !busy;

  function take(parcelId: string): void {
    setWrong(null);
    setTaken((before) => new Set([...before, parcelId]));
  }
  function toggle(parcelId: string): void {
    if (taken.has(parcelId)) setTaken(new Set([...taken].filter((one) => one !== parcelId)));
    else take(parcelId);
  }
  function scanned(text: string): void {
    const code = text.trim().toUpperCase();
    const found = rows.find(({ tracking, mayGo }) => mayGo && tracking.toUpperCase() === code);
    play(found ? 'scan' : 'wrong');
    if (found) take(found.parcelId);
    else setWrong(text);
  }
  async function close(): Promise<void> {
    const driverId = uuid();
    const kept = await attempt(host, 'vault.put', { subjectId: driverId, text: driver.trim() });
    setUnkept(kept.ok ? null : kept.fault);
    if (!kept.ok) return;
    const ids = new Set(fulfilments.map(({ fulfilmentId }) => fulfilmentId));
    const list = { manifestId, driverId, parcelIds: new Set(going.map(({ parcelId }) => parcelId)) };
    const told = await tell((all) =>
      shippedDrafts(
        all.filter(({ fulfilmentId }) => ids.has(fulfilmentId)),
        list,
      ),
    );
    if (told) onBoard();
  }
  const printList = () => {
    const carrier = [...new Set(going.map((parcel) => parcel.carrier))].join(', ');
    const list = { manifestId, carrier, parcels: going, driver: driver.trim(), at: new Date().toISOString() };
    return printPaper(listPaper(list, config, i18n));
  };
  useKeyLayer('screen', { onScan: ({ text }) => scanned(text) });

  const said = unkept ?? fault ?? unprinted;
  return (
    <OrderFrame
      title={t('orders.ship.title')}
      onBack={onBack}
      right={
        <div className={css.form}>
          <h3 className={frame.heading}>{t('orders.ship.driver')}</h3>
          <TextField
            label={t('orders.ship.driver')}
            placeholder={t('orders.ship.driverHint')}
            value={driver}
            maxLength={200}
            onText={setDriver}
            data-testid="ship-driver"
          />
          {!hostless && (
            <Action
              icon={Printer}
              disabled={going.length === 0}
              onClick={() => void printList()}
              data-testid="ship-print"
            >
              {t('orders.ship.print')}
            </Action>
          )}
        </div>
      }
      foot={
        <>
          <span className={frame.sum} role="status" data-testid="ship-count">
            {t('orders.ship.taken', { taken: going.length, count: rows.length })}
          </span>
          <Action
            tone="next"
            size="lg"
            icon={Truck}
            disabled={!canClose}
            onClick={() => void close()}
            data-testid="ship-close"
          >
            {t('orders.ship.close')}
          </Action>
        </>
      }
      testId="order-shipping"
    >
      {said && <Notice {...errorWords(t, said.code)} />}
      {wrong !== null && (
        <Notice
          tone="bad"
          code="not-to-ship"
          title={t('orders.ship.wrong', { code: wrong })}
          next={t('orders.ship.wrongNext')}
        />
      )}
      <p className={css.said}>{t('orders.ship.hint')}</p>
      <ul className={frame.lines} data-testid="ship-parcels">
        {rows.map(({ parcelId, number, tracking, carrier, grams, mayGo }) => {
          const isTaken = mayGo && taken.has(parcelId);
          return (
            <li
              key={parcelId}
              className={css.line}
              data-testid="ship-parcel"
              data-tracking={tracking}
              data-taken={isTaken || undefined}
            >
              <span className={frame.words}>
                <span className={frame.name}>{tracking}</span>
                <span className={frame.sub}>{`#${number} · ${carrier} · ${kilograms(grams)}`}</span>
              </span>
              {mayGo ? (
                <Action
                  icon={isTaken ? Check : undefined}
                  aria-pressed={isTaken}
                  onClick={() => toggle(parcelId)}
                  data-testid="ship-take"
                >
                  {t(isTaken ? 'orders.ship.isTaken' : 'orders.ship.take')}
                </Action>
              ) : (
                <span className={frame.chips}>
                  <span data-tone="warn">{t('orders.ship.stays')}</span>
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </OrderFrame>
  );
}

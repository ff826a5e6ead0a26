import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { ParcelAnswer, ParcelCancelAnswer, type ParcelChange, type ParcelLabel } from '#contracts/http/parcels.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useHostless } from '#renderer/app/use-hostless.ts';
import { useLabelPrinting } from '#renderer/features/orders/shared/use-label-printing.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { parcelPrint } from './parcel-label.ts';
import type { Parcel } from './parcel-work.ts';

/** Asks the carrier, by the server, for labels of an order's parcels, prints them, and has them cancelled. */
export function useParcels(fulfilment: Fulfilment | undefined, config: RegisterConfig) {
  const { i18n } = useTranslation();
  const hostless = useHostless();
  const { busy, fault, setFault, send } = useSending();
  const { print, fault: unprinted } = useLabelPrinting();
  // What the server said already, and the order's document is yet to say.
  const [made, setMade] = useState<readonly Parcel[]>([]);
  const [over, setOver] = useState<ReadonlySet<string>>(new Set());
  const asked = useRef<{ parcelId: string; what: string } | null>(null);
  const path = `/fulfilments/${fulfilment?.fulfilmentId}/parcels`;
  const known = fulfilment?.parcels ?? [];
  const late = made.filter(({ parcelId }) => !known.some((one) => one.parcelId === parcelId));
  const parcels = [...known, ...late].filter(({ parcelId }) => !over.has(parcelId));

  /** Prints it, which nobody waits for: what is not printed is said in `unprinted`. */
  function printed(answer: ParcelAnswer | null): ParcelLabel | null {
    if (!answer) return null;
    if (!answer.ok) {
      setFault(answer.code);
      return null;
    }
    if (!hostless) void print(parcelPrint(answer.label, config, i18n));
    return answer.label;
  }
  return {
    /** As they are now, with those that were just made and without those that were just cancelled. */
    parcels,
    busy,
    /** Why the last was not done. */
    fault,
    unprinted,
    canPrint: !hostless,
    /** Whether the carrier takes it. What got no answer is asked again under the same id: there is one parcel of it. */
    async label(lines: ParcelChange['lines'], grams: number): Promise<boolean> {
      const what = JSON.stringify([lines, grams]);
      if (asked.current?.what !== what) asked.current = { parcelId: uuid(), what };
      const { parcelId } = asked.current;
      const body: ParcelChange = { parcelId, grams, lines };
      const label = printed(await send(path, ParcelAnswer, { method: 'POST', body }));
      if (!label) return false;
      asked.current = null;
      const { carrier, tracking } = label;
      setMade((before) => [...before, { parcelId, carrier, tracking, grams, lines }]);
      return true;
    },
    async printAgain(parcelId: string): Promise<void> {
      printed(await send(`${path}/${parcelId}`, ParcelAnswer, {}));
    },
    async cancel(parcelId: string): Promise<void> {
      const answer = await send(`${path}/${parcelId}/cancel`, ParcelCancelAnswer, { method: 'POST', body: {} });
      if (answer && !answer.ok) setFault(answer.code);
      if (answer?.ok) setOver((before) => new Set([...before, parcelId]));
    },
  };
}

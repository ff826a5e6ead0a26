import type { SettingsFault } from '#contracts/http/settings.ts';
import type { Currency } from '#domain/money/money.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { faultIf } from './fault-if.ts';
import { currencyFaults, denominationFaults } from './money-faults.ts';

/** What may be handed over beyond what is due. A card's amount is exact, and what is left of a gift card stays on it. */
const CHANGE: ReadonlySet<Tender['kind']> = new Set(['cash', 'voucher']);

/**
 * Why tenders cannot be: none of the store's own money remains, an id is there twice, one has no name, gives change where its kind
 * has none, or is foreign money that is not cash, or not foreign.
 */
export function tenderFaults(tenders: readonly Tender[], currency: Currency): SettingsFault[] {
  const ids = tenders.map(({ tenderId }) => tenderId);
  return [
    ...faultIf(!tenders.some(({ foreign }) => !foreign), 'tenders', 'tender-missing'),
    ...tenders.flatMap((tender, index) => {
      const at = `tenders.${index}`;
      return [
        ...faultIf(ids.indexOf(tender.tenderId) < index, `${at}.tenderId`, 'text-repeated'),
        ...faultIf(tender.name.trim() === '', `${at}.name`, 'text-missing'),
        ...faultIf(tender.givesChange && !CHANGE.has(tender.kind), `${at}.givesChange`, 'tender-change'),
        ...foreignFaults(tender, `${at}.foreign`, currency),
      ];
    }),
  ];
}

function foreignFaults({ kind, foreign }: Tender, at: string, own: Currency): SettingsFault[] {
  if (!foreign) return [];
  if (kind !== 'cash' || foreign.currency.code === own.code) return faultIf(true, `${at}.currency`, 'tender-foreign');
  return [
    ...currencyFaults(`${at}.currency`, foreign.currency),
    ...denominationFaults(`${at}.denominations`, foreign.denominations),
  ];
}

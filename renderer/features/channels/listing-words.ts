import type { TFunction } from 'i18next';
import type { Listing } from '#contracts/http/channel-goods.ts';
import type { Worded } from '#renderer/features/many/difference.tsx';

interface ListingWording {
  t: TFunction;
  money: (amount: number) => string;
  count: (quantity: number) => string;
  nameOf: (locationId: string) => string;
}

/** What is said of a product in a channel, in words; empty where nothing is. */
export function listingWords({ status, amount, safetyStock }: Listing, wording: ListingWording): Worded {
  const { t, money, count, nameOf } = wording;
  const kept = [...safetyStock].sort((a, b) => ((a.locationId ?? '') < (b.locationId ?? '') ? -1 : 1));
  return [
    { label: t('channels.goods.status'), text: status === null ? '' : t(`channels.goods.statuses.${status}`) },
    { label: t('channels.goods.price'), text: amount === null ? '' : money(amount) },
    {
      label: t('channels.stock.safetyStock'),
      text: kept
        .map(({ locationId, quantity }) => `${locationId === null ? '' : `${nameOf(locationId)} `}${count(quantity)}`)
        .join(' · '),
    },
  ];
}

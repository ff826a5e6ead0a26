import type { StoreSettings } from '#contracts/views/register-config.ts';

/** A store of which everything that has a default is left to it. */
export const PLAIN_STORE: StoreSettings = {
  storeId: 'LON',
  locationId: 'LON-shelf',
  name: 'London',
  address: ['1 High Street'],
  taxNumber: '',
  currency: { code: 'GBP', digits: 2 },
  language: 'en',
  timeZone: 'Europe/London',
  dayStartsAt: '04:00',
  cashRounding: 1,
  denominations: [500, 1000, 2000],
  receiptFooter: [],
  discountReasons: ['goodwill'],
  demo: false,
};

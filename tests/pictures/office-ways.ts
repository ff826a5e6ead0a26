import { REPORTS } from '#renderer/features/reports/report-list.ts';
import { SETTINGS_TABS } from '#renderer/features/settings/settings-tabs.ts';

/** A screen's name, and what is pressed for it: test ids one after the other, digits that are scanned, and `field=text`. */
export type Ways = Readonly<Record<string, string>>;

const each = (ids: readonly string[], way: string): Ways =>
  Object.fromEntries(ids.map((id) => [`${way.split(' ').at(-1)}-${id}`, `${way}-${id}`]));

/** In every shop. */
export const WAYS: Ways = {
  more: 'rail-more',
  people: 'rail-more people-open',
  person: 'rail-more people-open person-open',
  'person-new': 'rail-more people-open person-new',
  'people-bulk': 'rail-more people-open person-choose people-bulk',
  'people-import': 'rail-more people-open people-import',
  roles: 'rail-more people-open people-tab-roles',
  role: 'rail-more people-open people-tab-roles role-open',
  'role-new': 'rail-more people-open people-tab-roles role-new',
  'price-lists': 'rail-more pricing-open',
  groups: 'rail-more pricing-open pricing-tab-groups',
  'group-new': 'rail-more pricing-open pricing-tab-groups group-new',
  members: 'rail-members',
  exceptions: 'rail-more exceptions-open',
  recalls: 'rail-more recalls-open',
  'recall-new': 'rail-more recalls-open recall-new',
  ...each(SETTINGS_TABS, 'rail-more settings-open settings-tab'),
  tender: 'rail-more settings-open settings-tab-payment tender-open',
  fleet: 'rail-more fleet-open',
  register: 'rail-more fleet-open fleet-register',
  'register-change': 'rail-more fleet-open fleet-register fleet-change',
  'register-new': 'rail-more fleet-open fleet-new',
  stores: 'rail-more fleet-open fleet-tab-stores',
  store: 'rail-more fleet-open fleet-tab-stores store-edit',
  'store-new': 'rail-more fleet-open fleet-tab-stores store-new',
  updates: 'rail-more fleet-open fleet-tab-updates',
  products: 'rail-more products-open',
  'product-new': 'rail-more products-open product-new',
  'product-new-variants': 'rail-more products-open product-new product-tab-variants',
  'product-new-pictures': 'rail-more products-open product-new product-tab-pictures',
  categories: 'rail-more products-open products-tab-categories',
  'category-new': 'rail-more products-open products-tab-categories category-new',
  'products-import': 'rail-more products-open products-tab-import',
  labels: 'rail-more labels-open',
  devices: 'rail-more devices-open',
  stock: 'rail-stock',
  receive: 'rail-stock stock-receive',
  'receive-free': 'rail-stock stock-receive receive-free',
  accept: 'rail-stock stock-accept',
  send: 'rail-stock stock-send',
  adjust: 'rail-stock stock-adjust',
  'adjust-lines': 'rail-stock stock-adjust adjust-reason',
  return: 'rail-stock stock-return',
  counts: 'rail-stock stock-count',
  'count-plan': 'rail-stock stock-count count-plan',
  shrinkage: 'rail-stock stock-count count-shrinkage',
  places: 'rail-stock stock-places',
  'place-new': 'rail-stock stock-places place-new',
  replenish: 'rail-stock stock-replenish',
  orders: 'rail-stock stock-orders',
  suppliers: 'rail-stock stock-suppliers',
  'supplier-new': 'rail-stock stock-suppliers supplier-new',
  ...each(Object.keys(REPORTS), 'rail-reports reports'),
};

/** What looks different, or is there at all, only where there is something. */
export const FILLED_WAYS: Ways = {
  products: 'rail-more products-open',
  'price-lists': 'rail-more pricing-open',
  recalls: 'rail-more recalls-open',
  places: 'rail-stock stock-places',
  suppliers: 'rail-stock stock-suppliers',
  'reports-sales': 'rail-reports reports-sales',
  member: 'rail-members member-search=Amelia member-result',
  'replenish-why': 'rail-stock stock-replenish proposal-why',
  'price-list-new': 'rail-more pricing-open price-list-new',
  ...each(['prices', 'settings', 'file', 'history'], 'rail-more pricing-open price-list-open price-list-tab'),
  group: 'rail-more pricing-open pricing-tab-groups group-open',
  recall: 'rail-more recalls-open recall-open',
  'store-close': 'rail-more fleet-open fleet-tab-stores store-close',
  product: 'rail-more products-open product-open',
  ...each(['pictures', 'variants', 'related', 'history'], 'rail-more products-open product-open product-tab'),
  'products-bulk': 'rail-more products-open product-choose products-bulk',
  category: 'rail-more products-open products-tab-categories categories-open',
  'labels-lines': 'rail-more labels-open 2900100020008',
  'stock-product': 'rail-stock 2900101250008',
  'receive-lines': 'rail-stock stock-receive order-row',
  'send-lines': 'rail-stock stock-send send-to 2900101250008',
  'return-reasons': 'rail-stock stock-return return-supplier',
  'count-lines': 'rail-stock stock-count count-start',
  'count-review': 'rail-stock stock-count count-review',
  place: 'rail-stock stock-places place-open',
  order: 'rail-stock stock-orders purchase-order',
  supplier: 'rail-stock stock-suppliers supplier-row',
};

/** What is printed on A4 or on labels from a screen. */
export const PAPERS: Ways = {
  ...each(['sales', 'profit', 'hours', 'stock-value', 'abc', 'targets'], 'rail-reports reports'),
  order: 'rail-stock stock-orders purchase-order',
  labels: 'rail-more labels-open 2900100020008',
};

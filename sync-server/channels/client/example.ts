/**
 * A site in fifty lines: `npx tsx example.ts http://127.0.0.1:8787 otk_…` looks what there is, places an order for pickup, pays it, waits
 * for nothing, cancels it and reads what it was told.
 */
import { openChannel } from './omnitill-channel.ts';

const [, , url, key] = process.argv;
if (!url || !key) {
  process.stderr.write('usage: npx tsx example.ts URL KEY\n');
  process.exit(1);
}
const omnitill = openChannel({ url, key });
const say = (text: string) => process.stdout.write(`${text}\n`);

const shop = await omnitill.shop();
const money = (amount: number) => {
  const digits = String(amount).padStart(shop.currency.digits + 1, '0');
  const cut = digits.length - shop.currency.digits;
  return `${digits.slice(0, cut)}${shop.currency.digits > 0 ? `.${digits.slice(cut)}` : ''} ${shop.currency.code}`;
};
const [store] = shop.stores;
const { products, total } = await omnitill.products({ limit: 100 });
const product = products.find(({ available, unit, minimumAge }) => available > 0 && unit === 'each' && !minimumAge);
if (!store || !product) throw new Error('this channel has no store, or nothing to sell');
say(
  `${shop.name} sells ${total} products in ${shop.stores.length} stores; ${product.name} costs ${money(product.amount)}`,
);

const orderRef = `example-${Date.now()}`;
const placed = await omnitill.place({
  orderRef,
  customer: { name: 'Ann Example', email: 'ann@example.com' },
  deliveries: [{ id: 'pickup', method: 'pickup', storeId: store.storeId }],
  lines: [{ lineId: '1', variantId: product.variantId, quantity: 1 }],
});
say(`placed ${placed.number}: ${money(placed.total)}, to be fetched at ${store.name}`);

const paid = await omnitill.pay(orderRef, { paymentId: `pay-${orderRef}`, step: 'captured', amount: placed.total });
say(`payment: ${paid.payment}, fulfilment: ${paid.fulfilment}`);

const cancelled = await omnitill.cancel(orderRef);
say(`cancelled: ${cancelled.fulfilment}; to be given back: ${money(cancelled.money.captured - cancelled.total)}`);

const { events } = await omnitill.events();
say(`told: ${events.map(({ kind }) => kind).join(', ') || 'nothing yet'}`);

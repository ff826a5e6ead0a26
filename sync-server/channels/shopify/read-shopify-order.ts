import type {
  ChannelAddress,
  ChannelDelivery,
  ChannelOrder,
  ChannelPayment,
} from '#domain/fulfilment/channel-order.ts';
import { isoDigits } from '#domain/money/currency-digits.ts';
import { mulDiv } from '#domain/money/money.ts';
import { readMinor } from '#domain/money/read-minor.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';
import type { ShopifyOrder } from './shopify-schemas.ts';

/** At the beginning of a refund's note: which refund or cancellation of ours it is. */
export const OMNITILL_NOTE = 'omnitill ';

type Address = NonNullable<ShopifyOrder['shippingAddress']>;

/**
 * An order of Shopify in the form of all shop systems (Admin GraphQL API, `Order`). `discountedTotalSet` is of all pieces that were ordered, after
 * discounts; `currentQuantity` leaves out what was removed or refunded since, of which what was told from here is left out again by the notes
 * of the refunds. Throws a RangeError on an amount that is none.
 */
export function readShopifyOrder(order: ShopifyOrder): ChannelOrder {
  const digits = isoDigits(order.currencyCode);
  const minor = (money: { shopMoney: { amount: string } }) => mustRead(money.shopMoney.amount, digits);
  const ours = toldFromHere(order);
  const delivery = deliveryIds(order);
  const isOver = order.cancelledAt !== null;
  const grossOf = (net: number, taxes: readonly TaxLine[]) =>
    order.taxesIncluded ? net : taxes.reduce((sum, { amount }) => sum + amount, net);
  const note = order.note?.trim();
  return {
    channelOrderId: order.id,
    number: order.name,
    placedAt: new Date(order.createdAt).toISOString(),
    updatedAt: new Date(order.updatedAt).toISOString(),
    currency: order.currencyCode,
    pricesIncludeTax: order.taxesIncluded,
    customer: customerOf(order),
    ...(note ? { note } : {}),
    deliveries: delivery.deliveries,
    lines: order.lineItems.nodes.flatMap((line) => {
      if (line.quantity === 0) return [];
      const taxes = taxesOf(line.taxLines, minor(line.discountedTotalSet), order.taxesIncluded, minor);
      const amount = grossOf(minor(line.discountedTotalSet), taxes);
      const gone = Math.max(0, line.quantity - line.currentQuantity - (ours.get(line.id) ?? 0));
      const quantity = isOver ? line.quantity : Math.min(line.quantity, gone);
      const [sku, gtin] = [line.sku?.trim(), line.variant?.barcode?.trim()];
      return [
        {
          channelLineId: line.id,
          externalVariantId: line.variant?.id ?? `sku ${sku ?? line.name}`,
          ...(sku ? { sku } : {}),
          ...(gtin ? { gtin } : {}),
          name: line.name,
          quantity: line.quantity,
          amount,
          taxes,
          cancelled: { quantity, amount: mulDiv(amount, quantity, line.quantity) },
          deliveryId: delivery.of(line.id),
        },
      ];
    }),
    charges: order.shippingLines.nodes.flatMap((line) => {
      const net = minor(line.discountedPriceSet);
      if (net === 0) return [];
      const taxes = taxesOf(line.taxLines, net, order.taxesIncluded, minor);
      const amount = grossOf(net, taxes);
      const charge = { channelChargeId: line.id, kind: 'shipping' as const, name: line.title };
      return [{ ...charge, amount, taxes, cancelled: isOver ? amount : 0 }];
    }),
    payments: paymentsOf(order, minor),
  };
}

/** Pieces that were refunded or cancelled from here, by line: they are known. */
function toldFromHere({ refunds }: ShopifyOrder): Map<string, number> {
  const told = new Map<string, number>();
  for (const { note, refundLineItems } of refunds) {
    if (!note?.startsWith(OMNITILL_NOTE)) continue;
    for (const { quantity, lineItem } of refundLineItems.nodes) {
      told.set(lineItem.id, (told.get(lineItem.id) ?? 0) + quantity);
    }
  }
  return told;
}

/**
 * `OrderTransaction.kind`: AUTHORIZATION sets money aside, SALE and CAPTURE take it, VOID lets it go, REFUND gives it back; only those with the
 * status SUCCESS happened. A refund is known by its own id, which `refundCreate` answered.
 */
function paymentsOf({ transactions }: ShopifyOrder, minor: (money: { shopMoney: { amount: string } }) => number) {
  return transactions.flatMap((one): ChannelPayment[] => {
    const amount = minor(one.amountSet);
    const reference = one.paymentId ? { reference: one.paymentId } : {};
    const step = one.status === 'SUCCESS' ? STEPS[one.kind] : one.status === 'FAILURE' ? 'failed' : undefined;
    if (step === undefined) return [];
    const isOwn = step === 'refunded' || step === 'failed' || !one.parentTransaction;
    return [{ paymentId: isOwn ? one.id : (one.parentTransaction?.id ?? one.id), step, amount, ...reference }];
  });
}

const STEPS: Readonly<Record<string, ChannelPayment['step'] | undefined>> = {
  AUTHORIZATION: 'authorised',
  SALE: 'captured',
  CAPTURE: 'captured',
  VOID: 'voided',
  REFUND: 'refunded',
};

/** `FulfillmentOrder.deliveryMethod.methodType` PICK_UP: fetched at the assigned location. */
function deliveryIds(order: ShopifyOrder): { deliveries: ChannelDelivery[]; of(lineId: string): string } {
  const address = addressOf(order.shippingAddress);
  const byLine = new Map<string, string>();
  const deliveries = new Map<string, ChannelDelivery>();
  for (const { deliveryMethod, assignedLocation, lineItems } of order.fulfillmentOrders.nodes) {
    const isPickup = deliveryMethod?.methodType === 'PICK_UP';
    const id = isPickup ? `pickup ${assignedLocation.name}`.slice(0, 60) : 'ship';
    const pickup: ChannelDelivery = { id, method: 'pickup', externalLocationId: assignedLocation.name };
    deliveries.set(id, isPickup ? pickup : { id, method: 'ship', ...(address ? { address } : {}) });
    for (const { lineItem } of lineItems.nodes) byLine.set(lineItem.id, id);
  }
  if (deliveries.size === 0) deliveries.set('ship', { id: 'ship', method: 'ship', ...(address ? { address } : {}) });
  const [first = 'ship'] = deliveries.keys();
  return { deliveries: [...deliveries.values()], of: (lineId) => byLine.get(lineId) ?? first };
}

function customerOf(order: ShopifyOrder): ChannelOrder['customer'] {
  const { shippingAddress, billingAddress, email, customerLocale } = order;
  const name = [shippingAddress, billingAddress].flatMap((one) => one?.name?.trim() || [])[0] ?? order.name;
  const phone = order.phone?.trim() || shippingAddress?.phone?.trim();
  const language =
    customerLocale && /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(customerLocale) ? customerLocale : undefined;
  return { name, ...(email ? { email } : {}), ...(phone ? { phone } : {}), ...(language ? { language } : {}) };
}

function addressOf(given: Address | null): ChannelAddress | undefined {
  if (!given?.countryCodeV2) return undefined;
  const { company, address1, address2, province, zip, city, phone, name } = given;
  const lines = [company, address1, address2, province].flatMap((line) => line?.trim() || []);
  if (lines.length === 0) return undefined;
  return {
    name: name?.trim() || lines[0] || given.countryCodeV2,
    lines,
    postalCode: zip?.trim() ?? '',
    city: city?.trim() ?? '',
    country: given.countryCodeV2,
    ...(phone?.trim() ? { phone: phone.trim() } : {}),
  };
}

function taxesOf(
  lines: ShopifyOrder['lineItems']['nodes'][number]['taxLines'],
  amount: number,
  isIncluded: boolean,
  minor: (money: { shopMoney: { amount: string } }) => number,
): TaxLine[] {
  const amounts = lines.map(({ priceSet }) => minor(priceSet));
  const base = isIncluded ? amount - amounts.reduce((sum, one) => sum + one, 0) : amount;
  return lines.map(({ title, ratePercentage }, at) => {
    const ratePpm = readMinor(String(ratePercentage ?? 0), 4) ?? 0;
    return { code: title.slice(0, 60), ratePpm, base, amount: amounts[at] ?? 0 };
  });
}

function mustRead(text: string, digits: number): number {
  const amount = readMinor(text, digits);
  if (amount === null) throw new RangeError(`not an amount: ${text}`);
  return amount;
}

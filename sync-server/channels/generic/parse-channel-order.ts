import Type from 'typebox';
import { TaxLine } from '#contracts/facts/order-completed.ts';
import { OrderPayment } from '#contracts/http/channel-api.ts';
import { parseJson } from '#contracts/schema.ts';
import type { ChannelOrder } from '#domain/fulfilment/channel-order.ts';

const text = Type.String();
const Optional = Type.Optional(text);
const Address = Type.Object({
  name: text,
  lines: Type.Array(text),
  postalCode: text,
  city: text,
  country: text,
  phone: Optional,
});

/** What `ChannelOrder` says, as it is kept. */
const KeptOrder = Type.Object({
  channelOrderId: text,
  number: text,
  placedAt: text,
  updatedAt: text,
  currency: text,
  pricesIncludeTax: Type.Boolean(),
  customer: Type.Object({ name: text, email: Optional, phone: Optional, memberId: Optional, language: Optional }),
  note: Optional,
  deliveries: Type.Array(
    Type.Object({
      id: text,
      method: Type.Union([Type.Literal('pickup'), Type.Literal('ship')]),
      externalLocationId: Optional,
      address: Type.Optional(Address),
      promisedBy: Optional,
    }),
  ),
  lines: Type.Array(
    Type.Object({
      channelLineId: text,
      externalVariantId: text,
      sku: Optional,
      gtin: Optional,
      name: text,
      quantity: Type.Integer(),
      amount: Type.Integer(),
      taxes: Type.Array(TaxLine),
      cancelled: Type.Object({ quantity: Type.Integer(), amount: Type.Integer() }),
      deliveryId: text,
      substitution: Type.Optional(Type.Union([Type.Literal('none'), Type.Literal('ask'), Type.Literal('allowed')])),
    }),
  ),
  charges: Type.Array(
    Type.Object({
      channelChargeId: text,
      kind: Type.Union([Type.Literal('shipping'), Type.Literal('service')]),
      name: text,
      amount: Type.Integer(),
      taxes: Type.Array(TaxLine),
      cancelled: Type.Integer(),
    }),
  ),
  payments: Type.Array(OrderPayment),
});

/** Reads an order as it was kept; throws where it was kept in another form, which is a bug. */
export function parseChannelOrder(json: string): ChannelOrder {
  const parsed = parseJson(KeptOrder, json);
  if (!parsed.ok) throw new Error(`an order that was kept is none: ${parsed.at} ${parsed.message}`);
  return parsed.value;
}

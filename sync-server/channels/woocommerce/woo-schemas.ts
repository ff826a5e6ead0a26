import Type, { type Static } from 'typebox';

const text = Type.String();
const Optional = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const number = Type.Union([Type.String(), Type.Number()]);
const Meta = Type.Optional(Type.Array(Type.Object({ key: text, value: Type.Unknown() })));
const Taxes = Type.Optional(Type.Array(Type.Object({ id: Type.Integer(), total: Type.Optional(text) })));

/** WooCommerce REST API v3, "Orders": "Order properties" and what they hold, as far as it is read. */
const Address = Type.Object({
  first_name: Optional,
  last_name: Optional,
  company: Optional,
  address_1: Optional,
  address_2: Optional,
  city: Optional,
  state: Optional,
  postcode: Optional,
  country: Optional,
  email: Optional,
  phone: Optional,
});
export const WooOrder = Type.Object({
  id: Type.Integer(),
  number: text,
  status: text,
  currency: text,
  date_created_gmt: text,
  date_modified_gmt: text,
  prices_include_tax: Type.Boolean(),
  total: text,
  customer_note: Optional,
  transaction_id: Optional,
  date_paid_gmt: Optional,
  billing: Address,
  shipping: Address,
  meta_data: Meta,
  line_items: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: text,
      product_id: Type.Integer(),
      variation_id: Type.Integer(),
      quantity: Type.Integer(),
      total: text,
      total_tax: text,
      taxes: Taxes,
      sku: Optional,
      global_unique_id: Optional,
    }),
  ),
  tax_lines: Type.Array(
    Type.Object({
      rate_id: Type.Integer(),
      rate_code: text,
      label: Optional,
      rate_percent: Type.Optional(number),
    }),
  ),
  shipping_lines: Type.Array(
    Type.Object({
      id: Type.Integer(),
      method_title: text,
      method_id: text,
      total: text,
      total_tax: text,
      taxes: Taxes,
      meta_data: Meta,
    }),
  ),
  fee_lines: Type.Array(Type.Object({ id: Type.Integer(), name: text, total: text, total_tax: text, taxes: Taxes })),
  refunds: Type.Array(Type.Object({ id: Type.Integer(), total: text })),
});
export type WooOrder = Static<typeof WooOrder>;

/** "Refunds": "Order refund properties". Its lines name the line that they are of in `_refunded_item_id`. */
const RefundLine = Type.Object({
  quantity: Type.Optional(Type.Integer()),
  total: text,
  total_tax: text,
  meta_data: Meta,
});
export const WooRefund = Type.Object({
  id: Type.Integer(),
  amount: text,
  meta_data: Meta,
  line_items: Type.Array(RefundLine),
  shipping_lines: Type.Optional(Type.Array(RefundLine)),
  fee_lines: Type.Optional(Type.Array(RefundLine)),
});
export type WooRefund = Static<typeof WooRefund>;

/** "Products" and "Product variations", as far as they are read. */
export const WooProduct = Type.Object({
  id: Type.Integer(),
  name: text,
  type: Type.Optional(text),
  sku: Optional,
  global_unique_id: Optional,
  variations: Type.Optional(Type.Array(Type.Integer())),
});
export type WooProduct = Static<typeof WooProduct>;
export const WooVariation = Type.Object({
  id: Type.Integer(),
  name: Optional,
  sku: Optional,
  global_unique_id: Optional,
});

/** What a batch answers for each: itself, or why not ("Batch update products"). */
export const WooBatch = Type.Object({
  update: Type.Array(
    Type.Object({
      id: Type.Integer(),
      error: Type.Optional(Type.Object({ code: text, message: text })),
    }),
  ),
});

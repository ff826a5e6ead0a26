import Type, { type Static } from 'typebox';
import { Nullable } from '#contracts/schema.ts';

const text = Type.String();
const Optional = Type.Optional(Nullable(text));
const Nodes = <T extends Parameters<typeof Type.Array>[0]>(of: T) => Type.Object({ nodes: Type.Array(of) });
const PageInfo = Type.Object({ hasNextPage: Type.Boolean(), endCursor: Nullable(text) });

/** `MoneyBag.shopMoney`: decimal text in the shop's currency. */
const Money = Type.Object({ shopMoney: Type.Object({ amount: text, currencyCode: text }) });
const TaxLines = Type.Array(Type.Object({ title: text, ratePercentage: Nullable(Type.Number()), priceSet: Money }));
const Address = Type.Object({
  name: Optional,
  company: Optional,
  address1: Optional,
  address2: Optional,
  city: Optional,
  province: Optional,
  zip: Optional,
  countryCodeV2: Optional,
  phone: Optional,
});

/** `Order` of the Admin GraphQL API, as far as it is asked for. */
export const ShopifyOrder = Type.Object({
  id: text,
  name: text,
  createdAt: text,
  updatedAt: text,
  cancelledAt: Nullable(text),
  currencyCode: text,
  taxesIncluded: Type.Boolean(),
  note: Optional,
  email: Optional,
  phone: Optional,
  customerLocale: Optional,
  shippingAddress: Nullable(Address),
  billingAddress: Nullable(Address),
  lineItems: Nodes(
    Type.Object({
      id: text,
      name: text,
      sku: Optional,
      quantity: Type.Integer(),
      currentQuantity: Type.Integer(),
      discountedTotalSet: Money,
      taxLines: TaxLines,
      variant: Nullable(Type.Object({ id: text, barcode: Optional })),
    }),
  ),
  shippingLines: Nodes(Type.Object({ id: text, title: text, discountedPriceSet: Money, taxLines: TaxLines })),
  transactions: Type.Array(
    Type.Object({
      id: text,
      kind: text,
      status: text,
      amountSet: Money,
      paymentId: Optional,
      parentTransaction: Nullable(Type.Object({ id: text })),
    }),
  ),
  refunds: Type.Array(
    Type.Object({
      id: text,
      note: Optional,
      transactions: Nodes(Type.Object({ id: text })),
      refundLineItems: Nodes(Type.Object({ quantity: Type.Integer(), lineItem: Type.Object({ id: text }) })),
    }),
  ),
  fulfillments: Type.Array(Type.Object({ id: text, trackingInfo: Type.Array(Type.Object({ number: Optional })) })),
  fulfillmentOrders: Nodes(
    Type.Object({
      id: text,
      status: text,
      deliveryMethod: Nullable(Type.Object({ methodType: text })),
      assignedLocation: Type.Object({ name: text, location: Nullable(Type.Object({ id: text })) }),
      lineItems: Nodes(
        Type.Object({ id: text, remainingQuantity: Type.Integer(), lineItem: Type.Object({ id: text }) }),
      ),
    }),
  ),
});
export type ShopifyOrder = Static<typeof ShopifyOrder>;

export const OrdersData = Type.Object({ orders: Type.Object({ nodes: Type.Array(ShopifyOrder), pageInfo: PageInfo }) });
export const OrderData = Type.Object({ order: Nullable(ShopifyOrder) });
export const ShopData = Type.Object({
  shop: Type.Object({ name: text, currencyCode: text }),
  currentAppInstallation: Type.Object({ accessScopes: Type.Array(Type.Object({ handle: text })) }),
});
export const VariantsData = Type.Object({
  productVariants: Type.Object({
    nodes: Type.Array(
      Type.Object({
        id: text,
        displayName: text,
        sku: Optional,
        barcode: Optional,
        product: Type.Object({ id: text }),
      }),
    ),
    pageInfo: PageInfo,
  }),
});
export const StockData = Type.Object({
  locations: Nodes(Type.Object({ id: text })),
  nodes: Type.Array(Nullable(Type.Object({ id: text, inventoryItem: Type.Object({ id: text }) }))),
});
export const VariantProduct = Type.Object({
  productVariant: Nullable(Type.Object({ id: text, product: Type.Object({ id: text }) })),
});

/** What a mutation says is wrong with what it was told. */
export const UserErrors = Type.Array(Type.Object({ field: Type.Optional(Nullable(Type.Array(text))), message: text }));

/** A whole answer: `data`, or `errors` with `extensions.code`, and what it cost. */
export const GraphqlAnswer = Type.Object({
  data: Type.Optional(Type.Unknown()),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        message: text,
        extensions: Type.Optional(Type.Object({ code: Type.Optional(text) })),
      }),
    ),
  ),
  extensions: Type.Optional(
    Type.Object({
      cost: Type.Optional(
        Type.Object({
          requestedQueryCost: Type.Number(),
          throttleStatus: Type.Object({
            maximumAvailable: Type.Number(),
            currentlyAvailable: Type.Number(),
            restoreRate: Type.Number(),
          }),
        }),
      ),
    }),
  ),
});

/** What `productSet` made. */
export const MadeProduct = Type.Object({
  product: Type.Object({ variants: Type.Object({ nodes: Type.Array(Type.Object({ id: Type.String() })) }) }),
});

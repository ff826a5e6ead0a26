/** The version of the Admin GraphQL API that is asked (shopify.dev, "API versioning": each is kept for a year at least). */
export const API_VERSION = '2025-07';

const MONEY = 'shopMoney { amount currencyCode }';
const TAXES = `taxLines { title ratePercentage priceSet { ${MONEY} } }`;
const ADDRESS = 'name company address1 address2 city province zip countryCodeV2 phone';

const ORDER = `
  id name createdAt updatedAt cancelledAt currencyCode taxesIncluded note email phone customerLocale
  shippingAddress { ${ADDRESS} } billingAddress { ${ADDRESS} }
  lineItems(first: 100) { nodes {
    id name sku quantity currentQuantity discountedTotalSet(withCodeDiscounts: true) { ${MONEY} } ${TAXES} variant { id barcode } } }
  shippingLines(first: 10) { nodes { id title discountedPriceSet { ${MONEY} } ${TAXES} } }
  transactions(first: 50) { id kind status amountSet { ${MONEY} } paymentId parentTransaction { id } }
  refunds(first: 50) { id note transactions(first: 5) { nodes { id } } refundLineItems(first: 100) { nodes { quantity lineItem { id } } } }
  fulfillments(first: 50) { id trackingInfo(first: 5) { number } }
  fulfillmentOrders(first: 20) { nodes { id status deliveryMethod { methodType } assignedLocation { name location { id } }
    lineItems(first: 100) { nodes { id remainingQuantity lineItem { id } } } } }`;

export const ORDERS_QUERY = `query Orders($first: Int!, $after: String, $query: String) {
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ${ORDER} } pageInfo { hasNextPage endCursor } } }`;
export const ORDER_QUERY = `query Order($id: ID!) { order(id: $id) { ${ORDER} } }`;
export const SHOP_QUERY = `query Shop { shop { name currencyCode } currentAppInstallation { accessScopes { handle } } }`;
export const VARIANTS_QUERY = `query Variants($first: Int!, $after: String) {
  productVariants(first: $first, after: $after) { nodes { id displayName sku barcode product { id } } pageInfo { hasNextPage endCursor } } }`;
export const STOCK_QUERY = `query StockOf($ids: [ID!]!) {
  locations(first: 1) { nodes { id } } nodes(ids: $ids) { ... on ProductVariant { id inventoryItem { id } } } }`;
export const VARIANT_PRODUCT_QUERY = `query VariantProduct($id: ID!) { productVariant(id: $id) { id product { id } } }`;

export const SET_STOCK = `mutation SetStock($input: InventorySetQuantitiesInput!) {
  inventorySetQuantities(input: $input) { userErrors { field message } } }`;
export const FULFIL = `mutation Fulfil($fulfillment: FulfillmentInput!) {
  fulfillmentCreate(fulfillment: $fulfillment) { userErrors { field message } } }`;
export const READY = `mutation Ready($input: FulfillmentOrderLineItemsPreparedForPickupInput!) {
  fulfillmentOrderLineItemsPreparedForPickup(input: $input) { userErrors { field message } } }`;
export const REFUND = `mutation Refund($input: RefundInput!) {
  refundCreate(input: $input) { refund { id transactions(first: 5) { nodes { id } } } userErrors { field message } } }`;
export const CANCEL = `mutation Cancel($orderId: ID!, $reason: OrderCancelReason!, $staffNote: String) {
  orderCancel(orderId: $orderId, reason: $reason, restock: false, refundMethod: { originalPaymentMethodsRefund: false },
    notifyCustomer: false, staffNote: $staffNote) { orderCancelUserErrors { field message } } }`;
export const SET_PRODUCT = `mutation SetProduct($input: ProductSetInput!, $identifier: ProductSetIdentifiers) {
  productSet(input: $input, identifier: $identifier, synchronous: true) {
    product { id variants(first: 1) { nodes { id } } } userErrors { field message } } }`;
export const SET_PRICE = `mutation SetPrice($productId: ID!, $variants: [ProductVariantsBulkInput!]!) {
  productVariantsBulkUpdate(productId: $productId, variants: $variants) { userErrors { field message } } }`;
export const SET_STATUS = `mutation SetStatus($product: ProductUpdateInput!) {
  productUpdate(product: $product) { userErrors { field message } } }`;

import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { bookCataloguePublished } from '#sync-server/ingest/book/catalogue-published.ts';
import { bookExceptionOpened, bookExceptionResolved } from '#sync-server/ingest/book/exceptions.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { bookMemberEnrolled } from '#sync-server/ingest/book/member-enrolled.ts';
import { bookOrderCompleted } from '#sync-server/ingest/book/order-completed.ts';
import { bookPricesPublished } from '#sync-server/ingest/book/prices-published.ts';
import { bookRegisterEnrolled } from '#sync-server/ingest/book/register-enrolled.ts';
import { bookSettingsPublished } from '#sync-server/ingest/book/settings-published.ts';
import { bookStockReceived } from '#sync-server/ingest/book/stock-received.ts';

/** Kept as they are, with nothing derived from them yet. */
const kept: Handler<unknown> = { book: () => ({}) };

/** How each kind books. */
export const HANDLERS: { [K in FactKind]: Handler<PayloadOf<K>> } = {
  'order.completed': bookOrderCompleted,
  'cart.opened': kept,
  'line.voided': kept,
  'cart.abandoned': kept,
  'cart.parked': kept,
  'cart.claimed': kept,
  'restriction.checked': kept,
  'problem.reported': kept,
  'sale.post-voided': kept,
  'payment.requested': kept,
  'payment.settled': kept,
  'value.issued': kept,
  'value.redeemed': kept,
  'lease.granted': kept,
  'lease.returned': kept,
  'account.charged': kept,
  'account.paid': kept,
  'session.opened': kept,
  'session.handed-over': kept,
  'session.closed': kept,
  'cash.moved': kept,
  'safe.counted': kept,
  'bank.deposited': kept,
  'override.decided': kept,
  'day.closed': kept,
  'operator.signed': kept,
  'receipt.issued': kept,
  'drawer.opened': kept,
  'register.enrolled': bookRegisterEnrolled,
  'catalogue.published': bookCataloguePublished,
  'prices.published': bookPricesPublished,
  'stock.received': bookStockReceived,
  'settings.published': bookSettingsPublished,
  'member.enrolled': bookMemberEnrolled,
  'exception.opened': bookExceptionOpened,
  'exception.resolved': bookExceptionResolved,
};

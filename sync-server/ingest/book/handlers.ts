import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { bookAccountMoved } from '#sync-server/ingest/book/account-moved.ts';
import { bookCataloguePublished } from '#sync-server/ingest/book/catalogue-published.ts';
import { bookExceptionOpened, bookExceptionResolved } from '#sync-server/ingest/book/exceptions.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { bookLeaseGranted } from '#sync-server/ingest/book/lease-granted.ts';
import { bookLeaseReturned } from '#sync-server/ingest/book/lease-returned.ts';
import { bookMemberEnrolled } from '#sync-server/ingest/book/member-enrolled.ts';
import { bookOrderCompleted } from '#sync-server/ingest/book/order-completed.ts';
import { looseAtClose, looseAtCompletion } from '#sync-server/ingest/book/payment-loose.ts';
import { bookPaymentRequested } from '#sync-server/ingest/book/payment-requested.ts';
import { bookPaymentSettled } from '#sync-server/ingest/book/payment-settled.ts';
import { bookPricesPublished } from '#sync-server/ingest/book/prices-published.ts';
import { bookRegisterEnrolled } from '#sync-server/ingest/book/register-enrolled.ts';
import { bookSettingsPublished } from '#sync-server/ingest/book/settings-published.ts';
import { bookStockReceived } from '#sync-server/ingest/book/stock-received.ts';
import { together } from '#sync-server/ingest/book/together.ts';
import { bookValueIssued } from '#sync-server/ingest/book/value-issued.ts';
import { bookValueRedeemed } from '#sync-server/ingest/book/value-redeemed.ts';

/** Kept as they are, with nothing derived from them yet. */
const kept: Handler<unknown> = { book: () => ({}) };

/** How each kind books. */
export const HANDLERS: { [K in FactKind]: Handler<PayloadOf<K>> } = {
  'order.completed': together(bookOrderCompleted, looseAtCompletion),
  'cart.opened': kept,
  'line.voided': kept,
  'cart.abandoned': kept,
  'cart.parked': kept,
  'cart.claimed': kept,
  'restriction.checked': kept,
  'problem.reported': kept,
  'sale.post-voided': kept,
  'payment.requested': bookPaymentRequested,
  'payment.settled': bookPaymentSettled,
  'value.issued': bookValueIssued,
  'value.redeemed': bookValueRedeemed,
  'lease.granted': bookLeaseGranted,
  'lease.returned': bookLeaseReturned,
  'account.charged': bookAccountMoved(1),
  'account.paid': bookAccountMoved(-1),
  'session.opened': kept,
  'session.handed-over': kept,
  'session.closed': looseAtClose,
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

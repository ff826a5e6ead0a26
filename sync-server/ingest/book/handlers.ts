import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { bookAccountMoved } from '#sync-server/ingest/book/account-moved.ts';
import {
  bookCartAbandoned,
  bookCartOpened,
  bookDrawerOpened,
  bookLineVoided,
  bookOperatorSigned,
  bookProblemReported,
  bookReceiptIssued,
  bookRestrictionChecked,
  bookSalePostVoided,
} from '#sync-server/ingest/book/audited.ts';
import {
  bookOrderReceived,
  bookPurchaseOrderPublished,
  bookSupplierPublished,
} from '#sync-server/ingest/book/buying-facts.ts';
import { bookCartClaimed, bookCartParked } from '#sync-server/ingest/book/cart-parked.ts';
import { bookCaseChanged, bookCaseOpened } from '#sync-server/ingest/book/case-facts.ts';
import { bookBankDeposited, bookCashMoved, bookSafeCounted } from '#sync-server/ingest/book/cash-facts.ts';
import { bookCataloguePublished } from '#sync-server/ingest/book/catalogue-published.ts';
import { bookConsentChanged, bookMemberProgramPublished } from '#sync-server/ingest/book/consent-facts.ts';
import { bookCountApproved, bookCountPlanned, bookCountRecorded } from '#sync-server/ingest/book/count-facts.ts';
import { bookDayClosed } from '#sync-server/ingest/book/day-closed.ts';
import { bookExceptionOpened, bookExceptionResolved } from '#sync-server/ingest/book/exceptions.ts';
import {
  bookFulfilmentAssigned,
  bookFulfilmentClaimed,
  bookFulfilmentDecided,
  bookFulfilmentExpired,
  bookFulfilmentHandedOver,
  bookFulfilmentPutBack,
  bookFulfilmentReadied,
  bookFulfilmentReleased,
  bookFulfilmentShipped,
  bookPickRecorded,
} from '#sync-server/ingest/book/fulfilment-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { bookLeaseGranted } from '#sync-server/ingest/book/lease-granted.ts';
import { bookLeaseReturned } from '#sync-server/ingest/book/lease-returned.ts';
import { bookListingPublished, bookSafetyStockPublished } from '#sync-server/ingest/book/listing-facts.ts';
import { bookMemberEnrolled } from '#sync-server/ingest/book/member-enrolled.ts';
import { bookMemberErased } from '#sync-server/ingest/book/member-erased.ts';
import { bookMembersParted, bookMerge } from '#sync-server/ingest/book/member-merged.ts';
import { bookMemberRevised } from '#sync-server/ingest/book/member-revised.ts';
import { bookMemberTagged } from '#sync-server/ingest/book/member-tagged.ts';
import {
  bookChannelPublished,
  bookOnlineTicket,
  bookOrderAmended,
  bookOrderCancelled,
  bookOrderPaymentRecorded,
  bookOrderPlaced,
  bookReturnAnnounced,
} from '#sync-server/ingest/book/online-order-facts.ts';
import { bookOrderCompleted } from '#sync-server/ingest/book/order-completed.ts';
import { bookOverrideDecided } from '#sync-server/ingest/book/override-decided.ts';
import { bookParcelCancelled, bookParcelLabelled } from '#sync-server/ingest/book/parcel-facts.ts';
import { looseAtClose, looseAtCompletion } from '#sync-server/ingest/book/payment-loose.ts';
import { bookPaymentRequested } from '#sync-server/ingest/book/payment-requested.ts';
import { bookPaymentSettled } from '#sync-server/ingest/book/payment-settled.ts';
import { bookHomePlacesPublished, bookPlacePublished } from '#sync-server/ingest/book/place-facts.ts';
import { bookPricesPublished } from '#sync-server/ingest/book/prices-published.ts';
import {
  bookCustomerGroupPublished,
  bookMemberGrouped,
  bookPriceListPublished,
} from '#sync-server/ingest/book/pricing-facts.ts';
import { bookRegisterEnrolled } from '#sync-server/ingest/book/register-enrolled.ts';
import { bookRegisterRevoked } from '#sync-server/ingest/book/register-revoked.ts';
import { bookSaleStopPublished } from '#sync-server/ingest/book/sale-stop-published.ts';
import { bookSessionClosed } from '#sync-server/ingest/book/session-closed.ts';
import { bookSessionHandedOver, bookSessionOpened } from '#sync-server/ingest/book/session-facts.ts';
import { bookSettingsPublished } from '#sync-server/ingest/book/settings-published.ts';
import { bookStockAccepted } from '#sync-server/ingest/book/stock-accepted.ts';
import { bookStockAdjusted } from '#sync-server/ingest/book/stock-adjusted.ts';
import { bookStockReceived } from '#sync-server/ingest/book/stock-received.ts';
import { bookStockReturned } from '#sync-server/ingest/book/stock-returned.ts';
import { bookStockSent } from '#sync-server/ingest/book/stock-sent.ts';
import { bookTargetsPublished } from '#sync-server/ingest/book/targets-published.ts';
import { together } from '#sync-server/ingest/book/together.ts';
import { bookValueIssued } from '#sync-server/ingest/book/value-issued.ts';
import { bookValueRedeemed } from '#sync-server/ingest/book/value-redeemed.ts';
import { valuesAtClose } from '#sync-server/ingest/book/values-at-close.ts';

/** How each kind books. */
export const HANDLERS: { [K in FactKind]: Handler<PayloadOf<K>> } = {
  'order.completed': together(bookOrderCompleted, looseAtCompletion, bookOnlineTicket),
  'cart.opened': bookCartOpened,
  'line.voided': bookLineVoided,
  'cart.abandoned': bookCartAbandoned,
  'cart.parked': bookCartParked,
  'cart.claimed': bookCartClaimed,
  'restriction.checked': bookRestrictionChecked,
  'problem.reported': bookProblemReported,
  'sale.post-voided': bookSalePostVoided,
  'payment.requested': bookPaymentRequested,
  'payment.settled': bookPaymentSettled,
  'value.issued': bookValueIssued,
  'value.redeemed': bookValueRedeemed,
  'lease.granted': bookLeaseGranted,
  'lease.returned': bookLeaseReturned,
  'account.charged': bookAccountMoved(1),
  'account.paid': bookAccountMoved(-1),
  'session.opened': bookSessionOpened,
  'session.handed-over': bookSessionHandedOver,
  'session.closed': together(bookSessionClosed, looseAtClose, valuesAtClose),
  'cash.moved': bookCashMoved,
  'safe.counted': bookSafeCounted,
  'bank.deposited': bookBankDeposited,
  'override.decided': bookOverrideDecided,
  'day.closed': bookDayClosed,
  'operator.signed': bookOperatorSigned,
  'receipt.issued': bookReceiptIssued,
  'drawer.opened': bookDrawerOpened,
  'register.enrolled': bookRegisterEnrolled,
  'register.revoked': bookRegisterRevoked,
  'catalogue.published': bookCataloguePublished,
  'prices.published': bookPricesPublished,
  'stock.received': together(bookStockReceived, bookOrderReceived),
  'stock.adjusted': bookStockAdjusted,
  'stock.sent': bookStockSent,
  'stock.accepted': bookStockAccepted,
  'stock.returned': bookStockReturned,
  'count.recorded': bookCountRecorded,
  'count.planned': bookCountPlanned,
  'count.approved': bookCountApproved,
  'supplier.published': bookSupplierPublished,
  'purchase-order.published': bookPurchaseOrderPublished,
  'sale-stop.published': bookSaleStopPublished,
  'place.published': bookPlacePublished,
  'home-places.published': bookHomePlacesPublished,
  'settings.published': bookSettingsPublished,
  'member.enrolled': bookMemberEnrolled,
  'member.revised': bookMemberRevised,
  'member.tagged': bookMemberTagged,
  'case.opened': bookCaseOpened,
  'case.changed': bookCaseChanged,
  'consent.changed': bookConsentChanged,
  'member-program.published': bookMemberProgramPublished,
  'member.merged': bookMerge('merged'),
  'member.unmerged': bookMerge('unmerged'),
  'members.parted': bookMembersParted,
  'member.grouped': bookMemberGrouped,
  'member.erased': bookMemberErased,
  'customer-group.published': bookCustomerGroupPublished,
  'price-list.published': bookPriceListPublished,
  'channel.published': bookChannelPublished,
  'listing.published': bookListingPublished,
  'safety-stock.published': bookSafetyStockPublished,
  'order.placed': bookOrderPlaced,
  'order.amended': bookOrderAmended,
  'order.cancelled': bookOrderCancelled,
  'order-payment.recorded': bookOrderPaymentRecorded,
  'return.announced': bookReturnAnnounced,
  'fulfilment.assigned': bookFulfilmentAssigned,
  'fulfilment.released': bookFulfilmentReleased,
  'fulfilment.expired': bookFulfilmentExpired,
  'fulfilment.decided': bookFulfilmentDecided,
  'fulfilment.claimed': bookFulfilmentClaimed,
  'pick.recorded': bookPickRecorded,
  'fulfilment.readied': bookFulfilmentReadied,
  'fulfilment.handed-over': bookFulfilmentHandedOver,
  'fulfilment.shipped': bookFulfilmentShipped,
  'fulfilment.put-back': bookFulfilmentPutBack,
  'parcel.labelled': bookParcelLabelled,
  'parcel.cancelled': bookParcelCancelled,
  'targets.published': bookTargetsPublished,
  'exception.opened': bookExceptionOpened,
  'exception.resolved': bookExceptionResolved,
};

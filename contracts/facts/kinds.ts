import type { Static } from 'typebox';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import {
  AccountMoved,
  CartAbandoned,
  CartClaimed,
  CartOpened,
  CartParked,
  LeaseGranted,
  LeaseReturned,
  LineVoided,
  PaymentRequested,
  PaymentSettled,
  ProblemReported,
  ReceiptIssued,
  RestrictionChecked,
  SalePostVoided,
  ValueIssued,
  ValueRedeemed,
} from '#contracts/facts/sale-facts.ts';
import {
  BankDeposited,
  CashMoved,
  DayClosed,
  OverrideDecided,
  SafeCounted,
  SessionClosed,
  SessionHandedOver,
  SessionOpened,
} from '#contracts/facts/session-facts.ts';
import { StockReceived } from '#contracts/facts/stock-facts.ts';
import {
  CataloguePublished,
  DrawerOpened,
  ExceptionOpened,
  ExceptionResolved,
  MemberEnrolled,
  OperatorSigned,
  PricesPublished,
  RegisterEnrolled,
  RegisterRevoked,
  SettingsPublished,
} from '#contracts/facts/store-facts.ts';

/** Every fact kind, its versions and their payloads: the one list that till, server and documents read. */
export const FACT_KINDS = {
  'order.completed': { 1: OrderCompleted },
  'cart.opened': { 1: CartOpened },
  'line.voided': { 1: LineVoided },
  'cart.abandoned': { 1: CartAbandoned },
  'cart.parked': { 1: CartParked },
  'cart.claimed': { 1: CartClaimed },
  'restriction.checked': { 1: RestrictionChecked },
  'problem.reported': { 1: ProblemReported },
  'sale.post-voided': { 1: SalePostVoided },
  'payment.requested': { 1: PaymentRequested },
  'payment.settled': { 1: PaymentSettled },
  'value.issued': { 1: ValueIssued },
  'value.redeemed': { 1: ValueRedeemed },
  'lease.granted': { 1: LeaseGranted },
  'lease.returned': { 1: LeaseReturned },
  'account.charged': { 1: AccountMoved },
  'account.paid': { 1: AccountMoved },
  'session.opened': { 1: SessionOpened },
  'session.handed-over': { 1: SessionHandedOver },
  'session.closed': { 1: SessionClosed },
  'cash.moved': { 1: CashMoved },
  'safe.counted': { 1: SafeCounted },
  'bank.deposited': { 1: BankDeposited },
  'override.decided': { 1: OverrideDecided },
  'day.closed': { 1: DayClosed },
  'operator.signed': { 1: OperatorSigned },
  'receipt.issued': { 1: ReceiptIssued },
  'drawer.opened': { 1: DrawerOpened },
  'register.enrolled': { 1: RegisterEnrolled },
  'register.revoked': { 1: RegisterRevoked },
  'catalogue.published': { 1: CataloguePublished },
  'prices.published': { 1: PricesPublished },
  'stock.received': { 1: StockReceived },
  'settings.published': { 1: SettingsPublished },
  'member.enrolled': { 1: MemberEnrolled },
  'exception.opened': { 1: ExceptionOpened },
  'exception.resolved': { 1: ExceptionResolved },
} as const;

export type FactKind = keyof typeof FACT_KINDS;
export type PayloadOf<K extends FactKind> = Static<(typeof FACT_KINDS)[K][1]>;

/** Kinds only the server's own journal may hold. From a register they open an exception and change nothing. */
export const SERVER_KINDS: ReadonlySet<string> = new Set<FactKind>([
  'register.enrolled',
  'register.revoked',
  'catalogue.published',
  'prices.published',
  'settings.published',
  'exception.opened',
  'exception.resolved',
  'lease.granted',
  'day.closed',
]);

import type { Static } from 'typebox';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import {
  CataloguePublished,
  DrawerOpened,
  ExceptionOpened,
  ExceptionResolved,
  MemberEnrolled,
  OperatorSigned,
  PricesPublished,
  ReceiptIssued,
  RegisterEnrolled,
  SessionOpened,
  SettingsPublished,
  StockReceived,
} from '#contracts/facts/store-facts.ts';

/** Every fact kind, its versions and their payloads: the one list that till, server and documents read. */
export const FACT_KINDS = {
  'order.completed': { 1: OrderCompleted },
  'session.opened': { 1: SessionOpened },
  'operator.signed': { 1: OperatorSigned },
  'receipt.issued': { 1: ReceiptIssued },
  'drawer.opened': { 1: DrawerOpened },
  'register.enrolled': { 1: RegisterEnrolled },
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
  'catalogue.published',
  'prices.published',
  'settings.published',
  'exception.opened',
]);

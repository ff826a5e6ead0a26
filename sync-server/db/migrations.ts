import { FIRST } from './migrations/0001-first.ts';
import { DAY } from './migrations/0002-day.ts';
import { STORED_VALUE_AND_PAYMENTS } from './migrations/0003-stored-value-and-payments.ts';
import { LINE_FIGURES } from './migrations/0004-line-figures.ts';
import { MAIL_FORM } from './migrations/0005-mail-form.ts';
import { RECEIPT_INDEX } from './migrations/0006-receipt-index.ts';
import { LIABILITIES } from './migrations/0007-liabilities.ts';
import { OVERRIDE_SCOPE } from './migrations/0008-override-scope.ts';
import { STOCK } from './migrations/0009-stock.ts';
import { CATALOGUE } from './migrations/0010-catalogue.ts';
import { COUNT } from './migrations/0011-count.ts';
import { BUY } from './migrations/0012-buy.ts';
import { PEOPLE } from './migrations/0013-people.ts';
import { RECALL } from './migrations/0014-recall.ts';
import { SETTINGS } from './migrations/0015-settings.ts';
import { PRICING } from './migrations/0016-pricing.ts';
import { PICTURES } from './migrations/0017-pictures.ts';
import { FLEET } from './migrations/0018-fleet.ts';
import { REPORTS } from './migrations/0019-reports.ts';
import { TABLET } from './migrations/0021-tablet.ts';
import { DOORS } from './migrations/0023-doors.ts';
import { MONEY_BEFORE } from './migrations/0024-money.ts';
import { SETTLED } from './migrations/0027-settled.ts';
import { MEMBERS } from './migrations/0031-members.ts';
import { ONLINE_ORDERS } from './migrations/0032-online-orders.ts';
import { CHANNELS } from './migrations/0033-channels.ts';
import { MESSAGES } from './migrations/0035-messages.ts';
import { PICKUP_PROOFS } from './migrations/0036-pickup-proofs.ts';
import { MIXED_BASKETS } from './migrations/0038-mixed-baskets.ts';
import { CASES } from './migrations/0039-cases.ts';
import { LISTINGS } from './migrations/0040-listings.ts';
import { LEFT_LATER } from './migrations/0041-left-later.ts';
import { ORDER_NUMBERS } from './migrations/0042-order-numbers.ts';
import { GIVEN_BACK } from './migrations/0043-given-back.ts';

/**
 * What each migration runs, in order; a migration that was released is never edited. PostgreSQL 15 is the oldest and newest
 * dialect used. Figures that travel as JSON numbers are checked to be safe integers, so that reading never loses a digit.
 */
export const MIGRATIONS: Readonly<Record<string, readonly string[]>> = {
  '0001-first': FIRST,
  '0002-day': DAY,
  '0003-stored-value-and-payments': STORED_VALUE_AND_PAYMENTS,
  '0004-line-figures': LINE_FIGURES,
  '0005-mail-form': MAIL_FORM,
  '0006-receipt-index': RECEIPT_INDEX,
  '0007-liabilities': LIABILITIES,
  '0008-override-scope': OVERRIDE_SCOPE,
  '0009-stock': STOCK,
  '0010-catalogue': CATALOGUE,
  '0011-count': COUNT,
  '0012-buy': BUY,
  '0013-people': PEOPLE,
  '0014-recall': RECALL,
  '0015-settings': SETTINGS,
  '0016-pricing': PRICING,
  '0017-pictures': PICTURES,
  '0018-fleet': FLEET,
  '0019-reports': REPORTS,
  '0021-tablet': TABLET,
  '0023-doors': DOORS,
  '0024-money': MONEY_BEFORE,
  '0027-settled': SETTLED,
  '0032-online-orders': ONLINE_ORDERS,
  '0033-channels': CHANNELS,
  '0031-members': MEMBERS,
  '0035-messages': MESSAGES,
  '0036-pickup-proofs': PICKUP_PROOFS,
  '0038-mixed-baskets': MIXED_BASKETS,
  '0039-cases': CASES,
  '0040-listings': LISTINGS,
  '0041-left-later': LEFT_LATER,
  '0042-order-numbers': ORDER_NUMBERS,
  '0043-given-back': GIVEN_BACK,
};

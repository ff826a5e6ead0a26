/** Where a payment by a third party (card terminal, wallet) stands. */
export type PaymentState = 'asked' | 'unknown' | 'approved' | 'declined' | 'voided' | 'refunded';

/** What may be learned of a payment. `lost`: no answer came, the till died before it, or it is about to be taken back. */
export type PaymentNews = 'lost' | 'approved' | 'declined' | 'voided' | 'refunded';

const MOVES: Readonly<Record<PaymentState, Partial<Record<PaymentNews, PaymentState>>>> = {
  asked: { lost: 'unknown', approved: 'approved', declined: 'declined' },
  unknown: { lost: 'unknown', approved: 'approved', declined: 'declined', voided: 'voided', refunded: 'refunded' },
  // Taking back goes through `unknown`: whether the money went back is not known before the answer.
  approved: { lost: 'unknown', approved: 'approved', voided: 'voided', refunded: 'refunded' },
  declined: { declined: 'declined' },
  voided: { voided: 'voided' },
  refunded: { refunded: 'refunded' },
};

/** The state after some news, or undefined when a payment in this state can't have come to that. */
export function afterNews(state: PaymentState, news: PaymentNews): PaymentState | undefined {
  return MOVES[state][news];
}

/** What a `payment.settled` tells, by its verdict. */
export function newsOf(verdict: 'unknown' | Exclude<PaymentNews, 'lost'>): PaymentNews {
  return verdict === 'unknown' ? 'lost' : verdict;
}

/** Whether nobody can say yet if the customer's money was taken: it must not be asked for again (I11). */
export function isOpen(state: PaymentState): boolean {
  return state === 'asked' || state === 'unknown';
}

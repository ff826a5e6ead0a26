import type { PaymentDevice } from './payment-device.ts';

/** In training nobody is asked: everything is approved, and nothing happens. */
export const trainingDevice: PaymentDevice = {
  single: false,
  take: async ({ paymentId, amount }) => ({
    verdict: 'approved',
    amount,
    tip: 0,
    reference: `TRAINING-${paymentId.slice(-8)}`,
  }),
  find: async () => ({ verdict: 'declined' }),
  undo: async () => ({ verdict: 'voided' }),
  cancel: async () => {},
  close: async () => {},
};

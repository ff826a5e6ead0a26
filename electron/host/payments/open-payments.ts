import type { PaymentsContext, PaymentsPort } from './payments-port.ts';

/** Opens the payments of a register with no terminal, no wallet and no stored value: whatever is asked for is refused with why. */
export async function openPayments(_context: PaymentsContext): Promise<PaymentsPort> {
  const refused = (code: string) => async () => ({ ok: false as const, fault: { code } });
  const unconfigured = refused('terminal-not-configured');
  return {
    open: () => [],
    handlers: {
      'payment.start': unconfigured,
      'payment.ask': refused('payment-not-found'),
      'payment.cancel': refused('payment-not-found'),
      'payment.void': refused('payment-not-found'),
      'payment.decide': refused('payment-not-found'),
      'value.check': refused('value-offline'),
    },
    admit: () => ({ ok: true, settled: () => {} }),
    close: async () => {},
  };
}

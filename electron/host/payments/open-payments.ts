import type { PaymentsContext } from './payments-context.ts';
import type { Payments } from './payments-port.ts';

/** Opens the payments of a register with no terminal, no wallet and no stored value: whatever is asked for is refused with why. */
export async function openPayments(_context: PaymentsContext): Promise<Payments> {
  const refused = (code: string) => async () => ({ ok: false as const, fault: { code } });
  return {
    start: refused('terminal-not-configured'),
    ask: refused('payment-not-found'),
    cancel: refused('payment-not-found'),
    void: refused('payment-not-found'),
    decide: refused('payment-not-found'),
    check: refused('value-offline'),
    list: () => [],
    guard: (drafts, append) => append(drafts),
    returnLeases: async () => {},
    connected: () => {},
    close: async () => {},
  };
}

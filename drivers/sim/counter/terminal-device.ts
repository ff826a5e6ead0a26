import Type from 'typebox';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { BehaviourChange, TerminalKey } from '#drivers/sim/terminal/terminal-behaviour.ts';
import { startVirtualTerminal } from '#drivers/sim/terminal/virtual-terminal.ts';
import { action, type CounterDevice } from './counter-device.ts';

/** How long a customer and a bank take: short enough not to wait, long enough to see what the till says meanwhile. */
const DEMO_DELAY_MS = 1_500;
const SHOWN = 20;

const Faults = Type.Partial(
  Type.Object({
    diesAsked: Type.Boolean(),
    diesApproved: Type.Boolean(),
    busy: Type.Boolean(),
    off: Type.Boolean(),
  }),
  { additionalProperties: false },
);

/** The card terminal. `POST faults`, `behaviour` (verdict, delayMs, tip, dies, busy, off), `key` (approve, decline, cancel). */
export async function terminalDevice(port: number): Promise<CounterDevice<CounterState['terminal']>> {
  const terminal = await startVirtualTerminal({ port, behaviour: { delayMs: DEMO_DELAY_MS } });
  return {
    state() {
      const { dies, busy, off, verdict, delayMs, tip } = terminal.behaviour();
      const transactions = terminal.transactions().slice(-SHOWN).reverse();
      return {
        address: `zvt://127.0.0.1:${terminal.port}`,
        faults: { diesAsked: dies === 'asked', diesApproved: dies === 'approved', busy, off },
        asked: terminal.asked(),
        verdict,
        delayMs,
        tip,
        taken: terminal.taken(),
        transactions: transactions.map(({ kind, approved, voided, total, receipt, at }) => ({
          kind,
          approved,
          voided,
          total,
          receipt,
          at: at.toISOString(),
        })),
      };
    },
    actions: {
      faults: action(Faults, async ({ diesAsked, diesApproved, ...others }) => {
        const dies = diesAsked ? 'asked' : diesApproved ? 'approved' : null;
        const named = diesAsked !== undefined || diesApproved !== undefined;
        await terminal.setBehaviour({ ...others, ...(named ? { dies } : {}) });
        return true;
      }),
      behaviour: action(BehaviourChange, async (change) => {
        await terminal.setBehaviour(change);
        return true;
      }),
      key: action(TerminalKey, ({ key }) => terminal.press(key)),
    },
    close: () => terminal.close(),
  };
}

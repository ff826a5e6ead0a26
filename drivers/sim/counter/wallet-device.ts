import Type from 'typebox';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { startVirtualWallet } from '#drivers/sim/wallet/virtual-wallet.ts';
import { WalletChange } from '#drivers/sim/wallet/wallet-behaviour.ts';
import { action, type CounterDevice } from './counter-device.ts';

/** So many requests get an error while the provider is switched to failing. */
const FAILING = 3;

const Faults = Type.Partial(Type.Object({ losesAnswer: Type.Boolean(), fails: Type.Boolean() }), {
  additionalProperties: false,
});
const Act = Type.Object(
  { tradeNo: Type.String(), act: Type.Union([Type.Literal('pay'), Type.Literal('refuse')]) },
  { additionalProperties: false },
);

/** The QR wallet. `POST faults`, `behaviour` (customer, loseAnswers, systemErrors), `act` (pay or refuse a trade that waits). */
export async function walletDevice(port: number): Promise<CounterDevice<CounterState['wallet']>> {
  const wallet = await startVirtualWallet({ port });
  return {
    state() {
      const { customer, loseAnswers, systemErrors } = wallet.behaviour();
      return {
        address: wallet.url,
        faults: { losesAnswer: loseAnswers > 0, fails: systemErrors > 0 },
        customer,
        taken: wallet.taken(),
        waiting: wallet
          .waiting()
          .map(({ outTradeNo, amount, currency }) => ({ tradeNo: outTradeNo, amount, currency })),
      };
    },
    actions: {
      faults: action(Faults, ({ losesAnswer, fails }) => {
        if (losesAnswer !== undefined) wallet.setBehaviour({ loseAnswers: losesAnswer ? 1 : 0 });
        if (fails !== undefined) wallet.setBehaviour({ systemErrors: fails ? FAILING : 0 });
        return true;
      }),
      behaviour: action(WalletChange, (change) => {
        wallet.setBehaviour(change);
        return true;
      }),
      act: action(Act, ({ tradeNo, act }) => wallet.act(act, tradeNo)),
    },
    close: () => wallet.close(),
  };
}

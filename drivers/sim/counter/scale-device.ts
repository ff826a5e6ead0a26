import Type from 'typebox';
import type { CounterState } from '#contracts/ipc/counter.ts';
import { NO_SCALE_FAULTS, type VirtualScale } from '#drivers/sim/scale/virtual-scale.ts';
import { action, type CounterDevice } from './counter-device.ts';
import { faultsOf } from './faults-of.ts';

const Load = Type.Object(
  { grams: Type.Integer({ minimum: -5_000, maximum: 30_000 }) },
  { additionalProperties: false },
);

/** The scale. `POST faults`, `load` (grams). */
export function scaleDevice(scale: VirtualScale, address: string): CounterDevice<CounterState['scale']> {
  return {
    state: () => ({ address, faults: { ...scale.faults }, grams: scale.grams, moving: scale.moving }),
    actions: {
      faults: action(faultsOf(NO_SCALE_FAULTS), async (change) => {
        await scale.setFaults(change);
        return true;
      }),
      load: action(Load, ({ grams }) => {
        scale.put(grams);
        return true;
      }),
    },
    close: () => scale.close(),
  };
}

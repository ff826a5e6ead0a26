import type { HostInput, HostOutput } from '#contracts/ipc/host.ts';
import type { Till } from '#electron/host/till.ts';
import type { DeviceHandlers } from './device-registry.ts';

type Guarding = Pick<Till, 'operators' | 'drawerTried' | 'witness'>;
/** What reaches into the hardware's settings, and so is for whoever may change settings. */
type Guarded = 'devices.configure' | 'devices.find' | 'devices.test';

/**
 * Hardware is set up by those who may change settings, labels are printed by somebody, and a drawer that is tried is witnessed like any
 * opening without a sale. A register that is not enrolled yet has nobody to ask, and nothing to guard.
 */
export function guardDevices(devices: DeviceHandlers, till: () => Guarding | null): DeviceHandlers {
  function guarded<M extends Guarded>(method: M): (input: HostInput<M>) => Promise<HostOutput<M>> {
    const answer = devices[method] as (input: HostInput<M>) => Promise<HostOutput<M>>;
    return async (input) => {
      const asked = till();
      if (asked && !(await asked.operators.isAllowed('settings'))) {
        return { ok: false, fault: { code: 'permission-refused', detail: 'settings' } } as HostOutput<M>;
      }
      return answer(input);
    };
  }
  const test = guarded('devices.test');
  return {
    ...devices,
    'devices.configure': guarded('devices.configure'),
    'devices.find': guarded('devices.find'),
    async 'labels.print'(input) {
      const asked = till();
      if (asked && !asked.witness()) return { ok: false, fault: { code: 'not-signed-in' } };
      return devices['labels.print'](input);
    },
    async 'devices.test'(input) {
      const opens = input.device === 'drawer' && (await till()?.operators.isAllowed('settings'));
      const witnessed = opens ? await till()?.drawerTried() : undefined;
      return witnessed?.ok === false ? { ok: false, fault: witnessed.fault } : test(input);
    },
  };
}

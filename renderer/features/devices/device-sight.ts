import type { DeviceName, DeviceState } from '#contracts/ipc/devices.ts';

/** What is to be seen of a device: `busy` while nothing is known yet, `idle` where nothing is known against it. */
export type SightTone = 'ok' | 'idle' | 'busy' | 'warn' | 'bad';

export interface DeviceSight {
  tone: SightTone;
  /** A code of the error registry; null when nothing is wrong. */
  code: string | null;
  /** The paper will soon be out. */
  paperLow: boolean;
}

/** Without these, money or goods wait for a person; the rest is found again by itself, or done another way meanwhile. */
const STOPS: ReadonlySet<DeviceName> = new Set(['printer', 'scale']);

/** How a device looks; one the host says nothing of is as if just set up. */
export function deviceSight(state: DeviceState | undefined): DeviceSight {
  const paperLow = state?.paper === 'low';
  if (!state || state.state === 'connecting') return { tone: 'busy', code: null, paperLow };
  if (state.state === 'fault') {
    return { tone: STOPS.has(state.device) ? 'bad' : 'warn', code: state.fault?.code ?? 'internal', paperLow };
  }
  if (paperLow) return { tone: 'warn', code: null, paperLow };
  return { tone: state.state === 'ready' ? 'ok' : 'idle', code: null, paperLow };
}

export interface DeviceTrouble extends DeviceSight {
  device: DeviceName;
  deviceId: string;
}

/** What somebody should know of the hardware, the worst first. */
export function deviceTroubles(states: readonly DeviceState[]): DeviceTrouble[] {
  return states
    .map((state) => ({ device: state.device, deviceId: state.deviceId, ...deviceSight(state) }))
    .filter(({ tone }) => tone === 'bad' || tone === 'warn')
    .toSorted((a, b) => rank(a) - rank(b));
}

function rank({ tone }: DeviceTrouble): number {
  return tone === 'bad' ? 0 : 1;
}

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Child, startChild, typescriptProgram } from './child.ts';
import type { StartOptions } from './start-options.ts';

const READY_MS = 60_000;

/** What a till is told to work with the virtual counter. */
export interface CounterAddresses {
  /** Its page. */
  counter: string;
  /** A file with the hardware settings. */
  devices: string;
  terminal: string;
  wallet: string;
}

export type CounterReady = { ok: true; addresses: CounterAddresses } | { ok: false; reason: string };

/** The counter of virtual devices: one program, one page. */
export function startCounter(
  options: Pick<StartOptions, 'counterPort' | 'devicePorts'>,
  logs: string,
): { child: Child; ready: Promise<CounterReady> } {
  const ports = Object.entries({ ...options.devicePorts, counter: options.counterPort });
  const child = startChild({
    name: 'the virtual counter',
    ...typescriptProgram('drivers/sim/counter-main.ts'),
    env: Object.fromEntries(
      ports.map(([name, port]) => [
        `OMNITILL_${name.toUpperCase()}_PORT`,
        port === undefined ? undefined : String(port),
      ]),
    ),
    readyWord: 'counter',
    readyMs: READY_MS,
    logFile: join(logs, 'counter.log'),
  });
  return { child, ready: child.ready.then((ready) => (ready.ok ? addressesOf(ready.said, logs) : ready)) };
}

async function addressesOf(counter: string, logs: string): Promise<CounterReady> {
  const answer = await fetch(`${counter}/settings`);
  const { devices, terminal, wallet } = (await answer.json()) as Record<'devices' | 'terminal' | 'wallet', string>;
  const file = join(logs, 'devices.json');
  await writeFile(file, JSON.stringify(devices, null, 2));
  return { ok: true, addresses: { counter, devices: file, terminal, wallet } };
}

import { join } from 'node:path';
import { type Child, startChild, typescriptProgram } from './child.ts';
import { isPortFree } from './ports.ts';
import type { StartOptions } from './start-options.ts';

const READY_MS = 60_000;

/** Addresses of the virtual devices that take payments, and where a person works them. */
export interface PaymentDevices {
  terminal: string;
  terminalPage: string;
  wallet: string;
}

export type DevicesReady = { ok: true; devices: PaymentDevices } | { ok: false; reason: string };

/** The virtual card terminal and QR wallet, on the ports that were asked for, else their usual ones or any that are free. */
export async function startPayments(
  ports: Pick<StartOptions, 'terminalPort' | 'terminalHttpPort' | 'walletPort'>,
  logs: string,
): Promise<{ child: Child; ready: Promise<DevicesReady> }> {
  const portFor = async (asked: number | undefined, usual: number) =>
    String(asked ?? ((await isPortFree(usual)) ? usual : 0));
  const child = startChild({
    name: 'the virtual terminal',
    ...typescriptProgram('drivers/sim/payments-main.ts'),
    env: {
      OMNITILL_TERMINAL_PORT: await portFor(ports.terminalPort, 20_007),
      OMNITILL_TERMINAL_HTTP_PORT: await portFor(ports.terminalHttpPort, 4392),
      OMNITILL_WALLET_PORT: await portFor(ports.walletPort, 4393),
    },
    readyWord: 'payments',
    readyMs: READY_MS,
    logFile: join(logs, 'payments.log'),
  });
  return { child, ready: child.ready.then(devicesOf) };
}

function devicesOf(ready: Awaited<Child['ready']>): DevicesReady {
  if (!ready.ok) return ready;
  const [terminal = '', terminalPage = '', wallet = ''] = ready.said.split(' ');
  return { ok: true, devices: { terminal, terminalPage, wallet } };
}

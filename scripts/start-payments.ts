import { join } from 'node:path';
import { type Child, startChild, typescriptProgram } from './child.ts';
import { isPortFree } from './ports.ts';

const READY_MS = 60_000;

/** Addresses of the virtual devices that take payments, and where a person works them. */
export interface PaymentDevices {
  terminal: string;
  terminalPage: string;
  wallet: string;
}

export type DevicesReady = { ok: true; devices: PaymentDevices } | { ok: false; reason: string };

/** The virtual card terminal and QR wallet, on their usual ports or any that are free. */
export async function startPayments(logs: string): Promise<{ child: Child; ready: Promise<DevicesReady> }> {
  const usual = async (port: number) => String((await isPortFree(port)) ? port : 0);
  const child = startChild({
    name: 'the virtual terminal',
    ...typescriptProgram('drivers/sim/payments-main.ts'),
    env: {
      OMNITILL_TERMINAL_PORT: await usual(20_007),
      OMNITILL_TERMINAL_HTTP_PORT: await usual(4392),
      OMNITILL_WALLET_PORT: await usual(4393),
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

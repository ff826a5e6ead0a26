import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import Type from 'typebox';
import { DEVICE_DEFAULTS, DeviceSettings } from '#contracts/ipc/devices.ts';
import { parseJson } from '#contracts/schema.ts';
import { printerFor } from '#drivers/printer/transport/printer-for.ts';
import { settingsFault } from './devices/check-settings.ts';

/** How a till was asked to run. */
export interface HostSettings {
  dataDir: string;
  /** For the browser host. */
  port: number;
  serverUrl?: string;
  enrolCode?: string;
  setupCode?: string;
  printerUrl?: string;
  terminalUrl?: string;
  walletUrl?: string;
  devices?: Partial<DeviceSettings>;
  counterUrl?: string;
  help: boolean;
}

const ADDRESSES = 'tcp://HOST:PORT, serial:PORT?baud=9600, usb:PATH or spooler:QUEUE';

/** Virtual devices are on this machine. */
const COUNTER = /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/;

export type ReadSettings = { ok: true; settings: HostSettings } | { ok: false; message: string };

export const SETTINGS_HELP = `  --data-dir DIR   where the till keeps its journal   OMNITILL_DATA_DIR
  --port PORT      of the browser host, 4330          OMNITILL_TILL_PORT
  --server URL     the sync server                    OMNITILL_SERVER_URL
  --code CODE      enrols this register, once         OMNITILL_ENROL_CODE
  --setup-code CODE opens an empty server's shop      OMNITILL_SETUP_CODE
  --printer URL    the receipt printer                OMNITILL_PRINTER_URL
  --terminal URL   the card terminal                  OMNITILL_TERMINAL_URL
  --wallet URL     the wallet gateway                 OMNITILL_WALLET_URL
  --devices FILE   hardware for this run, as JSON     OMNITILL_DEVICES
  --counter URL    page of a virtual counter          OMNITILL_COUNTER_URL
`;

const OPTIONS = {
  'data-dir': { type: 'string' },
  port: { type: 'string' },
  server: { type: 'string' },
  code: { type: 'string' },
  'setup-code': { type: 'string' },
  printer: { type: 'string' },
  terminal: { type: 'string' },
  wallet: { type: 'string' },
  devices: { type: 'string' },
  counter: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Reads flags, and behind them `OMNITILL_…` variables. Flags of others (Chromium's) are passed over. */
export function readSettings(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): ReadSettings {
  const { values } = parseArgs({ args: [...argv], options: OPTIONS, strict: false, allowPositionals: true });
  const text = (flag: keyof typeof OPTIONS, variable: string): string | undefined => {
    const value = values[flag] ?? env[variable];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const port = Number(text('port', 'OMNITILL_TILL_PORT') ?? 4330);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    return { ok: false, message: 'The port must be 0 to 65535.' };
  const serverUrl = text('server', 'OMNITILL_SERVER_URL');
  if (serverUrl && !/^https?:$/.test(URL.canParse(serverUrl) ? new URL(serverUrl).protocol : '')) {
    return { ok: false, message: `${serverUrl} is not the address of a server: http://… or https://… is expected.` };
  }
  const printerUrl = text('printer', 'OMNITILL_PRINTER_URL');
  if (printerUrl && !printerFor(printerUrl)) {
    return { ok: false, message: `${printerUrl} is not the address of a printer: ${ADDRESSES} is expected.` };
  }
  const counterUrl = text('counter', 'OMNITILL_COUNTER_URL');
  if (counterUrl && !COUNTER.test(counterUrl)) {
    return { ok: false, message: `${counterUrl} is not a virtual counter: http://127.0.0.1:PORT is expected.` };
  }
  const devices = readDevices(text('devices', 'OMNITILL_DEVICES'));
  if (!devices.ok) return devices;
  return {
    ok: true,
    settings: {
      dataDir: resolve(text('data-dir', 'OMNITILL_DATA_DIR') ?? join(homedir(), '.omnitill')),
      port,
      serverUrl,
      enrolCode: text('code', 'OMNITILL_ENROL_CODE'),
      setupCode: text('setup-code', 'OMNITILL_SETUP_CODE'),
      printerUrl,
      terminalUrl: text('terminal', 'OMNITILL_TERMINAL_URL'),
      walletUrl: text('wallet', 'OMNITILL_WALLET_URL'),
      devices: devices.value,
      counterUrl,
      help: values.help === true,
    },
  };
}

const GivenDevices = Type.Partial(DeviceSettings, { additionalProperties: false });

function readDevices(
  file: string | undefined,
): { ok: true; value?: Partial<DeviceSettings> } | { ok: false; message: string } {
  if (file === undefined) return { ok: true };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return { ok: false, message: `The hardware in ${file} cannot be read: ${(error as Error).message}.` };
  }
  const read = parseJson(GivenDevices, text);
  if (!read.ok)
    return { ok: false, message: `The hardware in ${file} is not understood: ${read.at || '/'} ${read.message}.` };
  const fault = settingsFault({ ...DEVICE_DEFAULTS, ...read.value });
  if (fault) return { ok: false, message: `The hardware in ${file} cannot be used: ${fault.detail ?? fault.code}.` };
  return { ok: true, value: read.value };
}

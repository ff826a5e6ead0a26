import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What to start: everything, one half, or a command to a server: an import, a register to revoke. */
export type Mode = 'all' | 'server' | 'till' | 'import' | 'revoke';

export interface StartOptions {
  mode: Mode;
  dataDir: string;
  serverPort: number;
  /** The address that the server listens on; undefined: only this machine reaches it. */
  serverHost: string | undefined;
  tillPort: number;
  /** Of the virtual counter's page. */
  counterPort: number;
  /** Of its devices, those that were asked for; the others take their usual ones, or any that are free. */
  devicePorts: Readonly<Partial<Record<DevicePort, number>>>;
  open: boolean;
  browser: boolean;
  reset: boolean;
  /** A server without the demo shop. */
  empty: boolean;
  /** A shop of one's own, in a folder of its own, in place of the demo. */
  own: boolean;
  /** Address of a running server. */
  server: string | undefined;
  code: string | undefined;
  /** Opens the first shop of an empty server. */
  setupCode: string | undefined;
  printer: string | undefined;
  terminal: string | undefined;
  wallet: string | undefined;
  /** A file with the till's hardware settings for this run, and the page of a virtual counter. */
  devices: string | undefined;
  counter: string | undefined;
  store: string | undefined;
  /** The file to import, the register to revoke. */
  subject: string | undefined;
}

export type OptionsRead =
  | { ok: true; options: StartOptions }
  | { ok: false; message: string }
  | { ok: 'help'; text: string };

interface Flag {
  value?: string;
  variable?: string;
  modes: readonly Mode[];
  help: string;
}

function devicePort(name: string, device: string, usual: number): Flag {
  const help = `of the virtual ${device} (${usual}, or any that is free)`;
  return { value: 'PORT', variable: `OMNITILL_${name}_PORT`, modes: ['all'], help };
}

const FLAGS: Readonly<Record<string, Flag>> = {
  'data-dir': {
    value: 'DIR',
    variable: 'OMNITILL_DATA_DIR',
    modes: ['all', 'server', 'till', 'import', 'revoke'],
    help: 'where everything is kept (default: data in the checkout, data-own with --own)',
  },
  'server-port': {
    value: 'PORT',
    variable: 'OMNITILL_SERVER_PORT',
    modes: ['all', 'server', 'import', 'revoke'],
    help: 'of the sync server (4310)',
  },
  'server-host': {
    value: 'ADDRESS',
    variable: 'OMNITILL_SERVER_HOST',
    modes: ['all', 'server'],
    help: 'that the server listens on (127.0.0.1; 0.0.0.0 lets tablets in the shop reach it)',
  },
  'till-port': {
    value: 'PORT',
    variable: 'OMNITILL_TILL_PORT',
    modes: ['all', 'till'],
    help: 'of a till that is served to a browser (4330)',
  },
  'counter-port': {
    value: 'PORT',
    variable: 'OMNITILL_COUNTER_PORT',
    modes: ['all'],
    help: "of the virtual counter's page (4390)",
  },
  'printer-port': devicePort('PRINTER', 'receipt printer', 4391),
  'label-port': devicePort('LABEL', 'label printer', 4392),
  'wallet-port': devicePort('WALLET', 'QR wallet', 4393),
  'scanner-port': devicePort('SCANNER', 'barcode scanner', 4394),
  'scale-port': devicePort('SCALE', 'scale', 4395),
  'display-port': devicePort('DISPLAY', 'line display', 4396),
  'terminal-port': devicePort('TERMINAL', 'card terminal', 20_007),
  browser: {
    variable: 'OMNITILL_BROWSER',
    modes: ['all', 'till'],
    help: 'serve the till to a browser, also where Electron could run',
  },
  'no-open': {
    variable: 'OMNITILL_NO_OPEN',
    modes: ['all', 'till'],
    help: 'serve the till to a browser and open nothing',
  },
  own: { modes: ['all'], help: 'open a shop of your own, without the demo (kept in data-own)' },
  reset: { modes: ['all', 'server'], help: 'delete the demo in the data folder and begin anew' },
  empty: { modes: ['server'], help: 'leave an empty database empty: no demo shop' },
  server: {
    value: 'URL',
    variable: 'OMNITILL_SERVER_URL',
    modes: ['till', 'import', 'revoke'],
    help: 'a server that is running',
  },
  code: { value: 'CODE', variable: 'OMNITILL_ENROL_CODE', modes: ['till'], help: 'one-time code that enrols the till' },
  'setup-code': {
    value: 'CODE',
    variable: 'OMNITILL_SETUP_CODE',
    modes: ['till'],
    help: 'code that an empty server printed: opens its first shop',
  },
  printer: { value: 'URL', variable: 'OMNITILL_PRINTER_URL', modes: ['till'], help: 'receipt printer of the till' },
  terminal: { value: 'URL', variable: 'OMNITILL_TERMINAL_URL', modes: ['till'], help: 'card terminal of the till' },
  wallet: { value: 'URL', variable: 'OMNITILL_WALLET_URL', modes: ['till'], help: 'wallet gateway of the till' },
  devices: {
    value: 'FILE',
    variable: 'OMNITILL_DEVICES',
    modes: ['till'],
    help: 'hardware of the till for this run, as JSON (docs/guides/hardware.md)',
  },
  counter: { value: 'URL', variable: 'OMNITILL_COUNTER_URL', modes: ['till'], help: 'page of a virtual counter' },
  store: { value: 'ID', modes: ['import'], help: 'the only store to import for (default: all of them)' },
  help: { modes: ['all', 'server', 'till', 'import', 'revoke'], help: 'show this' },
};

const USAGE: Readonly<Record<Mode, string>> = {
  all: 'npm start -- [FLAGS]: server, a counter of virtual devices, and a till with a demo shop, or with --own one of yours',
  server: 'npm run server -- [FLAGS]: the sync server alone',
  till: 'npm run till -- [FLAGS]: a till alone',
  import: 'npm run import -- FILE [FLAGS]: products from a CSV or the Online Retail data set',
  revoke: 'npm run revoke -- REGISTER [FLAGS]: takes a lost or stolen register out of service',
};

/** `null`: whoever opens it takes the usual one, or any that is free. */
const NAMED: readonly Mode[] = ['server', 'till', 'import', 'revoke'];
/** What a command cannot do without. */
const SUBJECT: Partial<Record<Mode, string>> = {
  import: 'Name the file to import: npm run import -- FILE.',
  revoke: 'Name the register to revoke by its id: npm run revoke -- REGISTER.',
};

const DEVICE_PORTS = ['printer', 'label', 'wallet', 'scanner', 'scale', 'display', 'terminal'] as const;
export type DevicePort = (typeof DEVICE_PORTS)[number];

const PORTS: Readonly<Record<string, number | null>> = {
  'server-port': 4310,
  'till-port': 4330,
  'counter-port': 4390,
  ...Object.fromEntries(DEVICE_PORTS.map((name) => [`${name}-port`, null])),
};

/** Variables without a flag: they stay the same on a machine, or are secret. */
const VARIABLES: readonly (readonly [name: string, modes: readonly Mode[], help: string])[] = [
  ['DATABASE_URL', ['all', 'server', 'import', 'revoke'], 'PostgreSQL instead of the embedded database'],
  ['OMNITILL_SMTP_URL', ['all', 'server'], 'mail server that sends receipts'],
  ['OMNITILL_MAIL_FROM', ['all', 'server'], 'sender of those mails'],
  [
    'OMNITILL_ADMIN_TOKEN',
    ['all', 'server', 'import', 'revoke'],
    'token of the administration (default: made in the data folder)',
  ],
];

/** Reads arguments and `OMNITILL_…` variables; a flag wins over its variable. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  root: string,
): OptionsRead {
  const [first, ...rest] = args;
  const named = NAMED.find((mode) => mode === first);
  const mode = named ?? 'all';
  const parsed = parse(named ? rest : args, mode);
  if (!parsed.ok) return parsed;
  if (parsed.values.help) return { ok: 'help', text: helpText(mode) };
  if (parsed.values.own && parsed.values.reset)
    return fail('--reset deletes the demo only; a shop of your own is kept.');
  const settings = { ...fromVariables(env, mode), ...parsed.values };
  const ports: Record<string, number> = {};
  for (const [flag, standard] of Object.entries(PORTS)) {
    const port = settings[flag] === undefined ? standard : portOf(String(settings[flag]));
    if (port === null) continue;
    if (port === undefined) return fail(`--${flag} must be a port number from 0 to 65535, not "${settings[flag]}".`);
    ports[flag] = port;
  }
  return { ok: true, options: optionsOf(mode, settings, ports, parsed.subject, root) };
}

type Settings = Record<string, string | boolean | undefined>;

function optionsOf(
  mode: Mode,
  settings: Settings,
  ports: Record<string, number>,
  subject: string | undefined,
  root: string,
): StartOptions {
  const text = (flag: string) => (typeof settings[flag] === 'string' ? settings[flag] : undefined);
  return {
    mode,
    dataDir: resolve(text('data-dir') ?? resolve(root, settings.own === true ? 'data-own' : 'data')),
    serverPort: ports['server-port'] ?? 0,
    serverHost: text('server-host'),
    tillPort: ports['till-port'] ?? 0,
    counterPort: ports['counter-port'] ?? 0,
    devicePorts: Object.fromEntries(DEVICE_PORTS.map((name) => [name, ports[`${name}-port`]])),
    open: settings['no-open'] !== true,
    browser: settings.browser === true || settings['no-open'] === true,
    reset: settings.reset === true,
    empty: settings.empty === true || settings.own === true,
    own: settings.own === true,
    server: text('server')?.replace(/\/+$/, ''),
    code: text('code'),
    setupCode: text('setup-code'),
    printer: text('printer'),
    terminal: text('terminal'),
    wallet: text('wallet'),
    devices: text('devices'),
    counter: text('counter'),
    store: text('store'),
    subject,
  };
}

type Parsed = { ok: true; values: Settings; subject: string | undefined } | { ok: false; message: string };

function parse(args: readonly string[], mode: Mode): Parsed {
  const mine = Object.entries(FLAGS).filter(([, flag]) => flag.modes.includes(mode));
  const options = Object.fromEntries(
    mine.map(([name, { value }]) => [name, { type: value ? ('string' as const) : ('boolean' as const) }]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const missing = SUBJECT[mode];
    const subjects = missing === undefined ? 0 : 1;
    if (positionals.length > subjects)
      return fail(`"${positionals[subjects]}" means nothing here; --help lists what does.`);
    if (missing !== undefined && !values.help && positionals.length === 0) return fail(missing);
    return { ok: true, values: values as Settings, subject: positionals[0] };
  } catch (error) {
    const said = (error as Error).message;
    const valueless = /^Option '(--[\w-]+)[^']*' argument (?:is ambiguous|missing)/.exec(said)?.[1];
    return fail(valueless ? `${valueless} needs a value.` : `${said.split(/[.\n]/)[0]}; --help lists what there is.`);
  }
}

function fromVariables(env: Readonly<Record<string, string | undefined>>, mode: Mode): Settings {
  const settings: Settings = {};
  for (const [name, { variable, value, modes }] of Object.entries(FLAGS)) {
    const set = variable && modes.includes(mode) ? env[variable] : undefined;
    if (set) settings[name] = value ? set : set !== '0' && set !== 'false';
  }
  return settings;
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : undefined;
}

/** All flags of a mode with their variables, and the variables that have no flag; for `npm start` also how its halves are started. */
function helpText(mode: Mode): string {
  const flags = Object.entries(FLAGS)
    .filter(([, flag]) => flag.modes.includes(mode))
    .map(([name, { value, variable, help }]) => {
      const left = `  --${name}${value ? ` ${value}` : ''}`;
      return `${left.padEnd(28)}${(variable ?? '').padEnd(29)}${help}`;
    });
  const others =
    mode === 'all' ? ['', ...NAMED.map((half) => USAGE[half]), 'Each lists its own flags with --help.'] : [];
  const variables = VARIABLES.filter(([, modes]) => modes.includes(mode)).map(
    ([name, , help]) => `${' '.repeat(28)}${name.padEnd(29)}${help}`,
  );
  return [USAGE[mode], '', ...flags, ...variables, ...others].join('\n');
}

function fail(message: string): { ok: false; message: string } {
  return { ok: false, message };
}

import { parseArgs } from 'node:util';
import { startCounter } from './counter/counter.ts';
import { COUNTER_PORTS, type CounterPort } from './counter/counter-ports.ts';

const NAMES: Readonly<Record<CounterPort, string>> = {
  counter: 'the page where all of it is shown and worked',
  printer: 'the receipt printer (ESC/POS), with the drawer',
  label: 'the label printer (ZPL)',
  wallet: "the wallet's gateway",
  scanner: 'the barcode scanner',
  scale: 'the scale',
  display: 'the line display',
  terminal: 'the card terminal (ZVT)',
};
const DEVICES = Object.keys(COUNTER_PORTS) as CounterPort[];
const variableOf = (name: CounterPort) => `OMNITILL_${name.toUpperCase()}_PORT`;

const HELP = `A counter of virtual devices, on one page.

${DEVICES.map((name) => {
  const flag = `  --${name}-port PORT`.padEnd(24);
  return `${flag}${variableOf(name).padEnd(25)}${NAMES[name]} (${COUNTER_PORTS[name]}, or any that is free)\n`;
}).join(
  '',
)}  --pty                                          scanner, scale and display on serial ports of their own (needs socat)
`;

function portOf(flag: string, given: string): number {
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) throw new Error(`${flag} must be a port number, not '${given}'.`);
  return port;
}

function sentence(error: Error & { code?: string; port?: number }): string {
  if (error.code === 'EADDRINUSE') return `Port ${error.port} is taken: stop what uses it, or choose another.`;
  if (error.code === 'EACCES') return `Port ${error.port} may not be used by this user: choose one above 1023.`;
  return error.message;
}

async function main(): Promise<void> {
  const ports: Partial<Record<CounterPort, number>> = {};
  const flags = DEVICES.map((name): [string, { type: 'string' }] => [`${name}-port`, { type: 'string' }]);
  const options = { ...Object.fromEntries(flags), pty: { type: 'boolean' }, help: { type: 'boolean' } } as const;
  const values: Readonly<Record<string, unknown>> = parseArgs({ options }).values;
  if (values.help) return void process.stdout.write(HELP);
  for (const name of DEVICES) {
    const given = values[`${name}-port`] ?? process.env[variableOf(name)];
    if (typeof given === 'string' && given !== '') ports[name] = portOf(`--${name}-port`, given);
  }
  const counter = await startCounter({ ports, pty: values.pty === true });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void counter.close());
  console.log(`counter ${counter.url}`);
}

main().catch((error: Error) => {
  console.error(sentence(error));
  process.exitCode = 1;
});

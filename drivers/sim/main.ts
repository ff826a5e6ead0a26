import { parseArgs } from 'node:util';
import { startVirtualPrinter } from './virtual-printer.ts';

const HELP = `The virtual receipt printer.

  --port N       where it takes ESC/POS (OMNITILL_PRINTER_PORT, else 4391)
  --http-port N  where its page is      (OMNITILL_PRINTER_HTTP_PORT, else 4390)
`;

function portOf(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined || given === '') return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} must be a port number, not '${given}'.`);
  return port;
}

function sentence(error: unknown, ports: readonly number[]): string {
  const { code, message, port } = error as Error & { code?: string; port?: number };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken: stop what uses it, or choose another (now ${ports.join(' and ')}).`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: choose one above 1023.`;
  return message;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string' }, 'http-port': { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { OMNITILL_PRINTER_PORT, OMNITILL_PRINTER_HTTP_PORT } = process.env;
  const port = portOf('--port', values.port ?? OMNITILL_PRINTER_PORT, 4391);
  const httpPort = portOf('--http-port', values['http-port'] ?? OMNITILL_PRINTER_HTTP_PORT, 4390);
  const printer = await startVirtualPrinter({ port, httpPort }).catch((error: unknown) => {
    throw new Error(sentence(error, [port, httpPort]));
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void printer.close());
  console.log(`printer ${printer.url}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});

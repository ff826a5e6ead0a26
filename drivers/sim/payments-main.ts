import { parseArgs } from 'node:util';
import { startVirtualTerminal } from './terminal/virtual-terminal.ts';
import { startVirtualWallet } from './wallet/virtual-wallet.ts';

const HELP = `The virtual card terminal and the virtual QR wallet.

  --port N         where the terminal speaks ZVT (OMNITILL_TERMINAL_PORT, else 20007)
  --http-port N    where its page is             (OMNITILL_TERMINAL_HTTP_PORT, else 4392)
  --wallet-port N  the wallet's gateway and page (OMNITILL_WALLET_PORT, else 4393)
`;

/** How long a customer and a bank take: short enough not to wait, long enough to see what the till says meanwhile. */
const DEMO_DELAY_MS = 1_500;

function portOf(name: string, given: string | undefined, otherwise: number): number {
  if (given === undefined || given === '') return otherwise;
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} must be a port number, not '${given}'.`);
  return port;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'http-port': { type: 'string' },
      'wallet-port': { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { OMNITILL_TERMINAL_PORT, OMNITILL_TERMINAL_HTTP_PORT, OMNITILL_WALLET_PORT } = process.env;
  const terminal = await startVirtualTerminal({
    port: portOf('--port', values.port ?? OMNITILL_TERMINAL_PORT, 20_007),
    httpPort: portOf('--http-port', values['http-port'] ?? OMNITILL_TERMINAL_HTTP_PORT, 4392),
    behaviour: { delayMs: DEMO_DELAY_MS },
  });
  const wallet = await startVirtualWallet({
    port: portOf('--wallet-port', values['wallet-port'] ?? OMNITILL_WALLET_PORT, 4393),
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void Promise.all([terminal.close(), wallet.close()]).then(() => process.exit()));
  }
  console.log(`payments zvt://127.0.0.1:${terminal.port} ${terminal.url} ${wallet.url}`);
}

main().catch((error: Error & { code?: string; port?: number }) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${error.port} is taken.` : error.message);
  process.exitCode = 1;
});

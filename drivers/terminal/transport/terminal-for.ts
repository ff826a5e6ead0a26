import type { Terminal } from '#drivers/terminal/terminal.ts';
import { ZvtTerminal } from './zvt-terminal.ts';

const DEFAULT_PORT = 20_007;

/**
 * The terminal a setting names: `zvt://host:port` (port 20007 when left out), `?password=` six digits when it is not `000000`.
 * Null when the address means no terminal. `language` is that of what the cashier reads.
 */
export function terminalFor(url: string, language: () => string): Terminal | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, searchParams } = new URL(url);
  const password = searchParams.get('password') ?? '000000';
  if (protocol !== 'zvt:' || hostname === '' || !/^\d{6}$/.test(password)) return null;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new ZvtTerminal({ host, port: port === '' ? DEFAULT_PORT : Number(port), password, language });
}

import type { Printer } from '#drivers/printer/printer.ts';
import { TcpPrinter } from './tcp.ts';

const DEFAULT_PORT = 9100;

/**
 * The printer a setting names: `tcp://host:port` (port 9100 when left out). `?confirm=paper-sensor` or
 * `?confirm=process-id` fixes how it confirms a job, see `Confirmer`. `null` when the address means no printer.
 */
export function printerFor(url: string): Printer | null {
  if (!URL.canParse(url)) return null;
  const { protocol, hostname, port, searchParams } = new URL(url);
  if (protocol !== 'tcp:' || hostname === '') return null;
  const confirm = searchParams.get('confirm') ?? 'auto';
  if (confirm !== 'auto' && confirm !== 'process-id' && confirm !== 'paper-sensor') return null;
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new TcpPrinter({ host, port: port === '' ? DEFAULT_PORT : Number(port), confirm });
}

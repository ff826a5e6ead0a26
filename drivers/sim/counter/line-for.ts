import { openPtyPair } from '#drivers/sim/pty-pair.ts';
import { type AskedPorts, type CounterPort, onPort } from './counter-ports.ts';

/** A virtual device for a serial line: it waits on a TCP port, as behind a serial server, or is plugged into a serial port. */
export interface LineDevice {
  listen(port: number): Promise<number>;
  plugInto(path: string): Promise<void>;
}

/** Puts a device on its line, and gives the address of the line's other end. */
export async function lineFor(
  name: CounterPort,
  device: LineDevice,
  { ports, pty, closing }: { ports: AskedPorts; pty: boolean; closing: (() => Promise<unknown>)[] },
): Promise<string> {
  if (!pty) return `tcp://127.0.0.1:${await onPort(name, ports, (port) => device.listen(port))}`;
  const pair = await openPtyPair();
  closing.push(() => pair.unplug());
  await device.plugInto(pair.b);
  return `serial:${pair.a}?baud=9600`;
}

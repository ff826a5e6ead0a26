import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface SerialPortFound {
  path: string;
  /** What is plugged in, as far as the system knows; else the path. */
  name: string;
}

const NAMED = /^(ttyUSB|ttyACM|ttyAMA|ttyXRUSB|ttyO|rfcomm|cu\.)/;

/** The machine's serial ports. Linux without `udevadm`, where serialport's own list rejects, is asked by its device nodes. */
export async function listSerialPorts(): Promise<SerialPortFound[]> {
  const { SerialPort } = await import('serialport');
  try {
    const ports = await SerialPort.list();
    const found = ports.map(({ path, manufacturer, ...more }) => {
      const friendly = 'friendlyName' in more ? String(more.friendlyName) : '';
      return { path, name: [friendly || manufacturer, path].filter(Boolean).join(', ') };
    });
    return await existing(found);
  } catch {
    const names = await readdir('/dev').catch(() => []);
    const paths = names.filter((name) => NAMED.test(name) || /^ttyS\d+$/.test(name)).map((name) => join('/dev', name));
    return existing(paths.map((path) => ({ path, name: path })));
  }
}

/** Linux makes nodes for ports that a board might have; one without a chip has the type 0 (`PORT_UNKNOWN`). */
async function existing(ports: SerialPortFound[]): Promise<SerialPortFound[]> {
  const kept = await Promise.all(
    ports.map(async (port) => {
      const name = /^\/dev\/(ttyS\d+)$/.exec(port.path)?.[1];
      if (name === undefined) return port;
      const type = await readFile(`/sys/class/tty/${name}/type`, 'utf8').catch(() => '');
      return type.trim() === '0' ? null : port;
    }),
  );
  return kept.filter((port) => port !== null);
}

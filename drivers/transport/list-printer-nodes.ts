import { readdir, readFile } from 'node:fs/promises';

const NODES = '/dev/usb';

/** Printer-class nodes (Linux), with what each says of itself by its IEEE 1284 device id. None elsewhere. */
export async function listPrinterNodes(): Promise<{ path: string; name: string }[]> {
  const names = await readdir(NODES).catch(() => []);
  return Promise.all(
    names
      .filter((name) => /^lp\d+$/.test(name))
      .map(async (name) => {
        const id = await readFile(`/sys/class/usbmisc/${name}/device/ieee1284_id`, 'utf8').catch(() => '');
        return { path: `${NODES}/${name}`, name: deviceName(id) ?? name };
      }),
  );
}

/** Maker and model in an IEEE 1284 device id, `MFG:EPSON;MDL:TM-T20II;…` (IEEE 1284-2000, 6.6); null where it names neither. */
export function deviceName(id: string): string | null {
  const fields = new Map(
    id.split(';').map((field) => {
      const [key = '', ...value] = field.split(':');
      return [key.trim().toUpperCase(), value.join(':').trim()] as const;
    }),
  );
  const maker = fields.get('MFG') ?? fields.get('MANUFACTURER');
  const model = fields.get('MDL') ?? fields.get('MODEL');
  return [maker, model].filter(Boolean).join(' ') || null;
}

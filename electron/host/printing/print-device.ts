import { setImmediate } from 'node:timers/promises';
import type { DrawerSettings, PrinterSettings } from '#contracts/ipc/devices.ts';
import type { HostInput } from '#contracts/ipc/host.ts';
import { type Drawer, type KickOut, printerDrawer } from '#drivers/drawer/drawer.ts';
import { lineDrawer } from '#drivers/drawer/line-drawer.ts';
import type { Printer } from '#drivers/printer/printer.ts';
import { encodeReceipt } from '#drivers/printer/protocol/encode-receipt.ts';
import { modelProfile } from '#drivers/printer/protocol/models.ts';
import { needsDots } from '#drivers/printer/protocol/needs-dots.ts';
import { type PrinterProfile, profileOf } from '#drivers/printer/protocol/printer-profile.ts';
import { hostRasterizer } from '#drivers/printer/transport/canvas-rasterizer.ts';
import { printerAt } from '#drivers/printer/transport/printer-for.ts';
import { transportAt } from '#drivers/transport/transport-at.ts';

type Document = HostInput<'printer.enqueue'>['document'];

/** A register's receipt printer and drawer, either of which may be missing, and what turns receipts into the printer's bytes. */
export interface PrintDevice {
  printer: Pick<Printer, 'print'> | null;
  drawer: Pick<Drawer, 'open'> | null;
  encode(document: Document): Promise<Uint8Array> | Uint8Array;
}

/** The same as it was set up, for whom watches it. */
export interface BuiltDevice extends PrintDevice {
  printer: Printer | null;
  /** Whether the printer ever says anything. */
  answers: boolean;
  kickOut: KickOut | null;
}

/** The device that settings describe; null where they name neither printer nor drawer. Their addresses have been checked. */
export function printDevice(settings: PrinterSettings | null, drawer: DrawerSettings | null): BuiltDevice | null {
  const profile = settings && (modelProfile(settings.model, settings.widthMm) ?? profileOf(settings.widthMm));
  const found = settings && profile ? printerAt(settings.address, profile) : null;
  const printer = found?.ok ? found.printer : null;
  const kickOut = printer && drawer?.by === 'printer' ? drawer : null;
  const wired = printer && kickOut ? printerDrawer(printer, kickOut) : drawerAlone(drawer);
  if (!printer && !wired) return null;
  return {
    printer,
    answers: found?.ok === true && found.answers,
    kickOut,
    drawer: wired,
    encode: (document) => encode(document, fitted(settings, document)),
  };
}

function drawerAlone(drawer: DrawerSettings | null): Drawer | null {
  if (drawer?.by !== 'serial') return null;
  const found = transportAt(drawer.address);
  return found.ok ? lineDrawer(found.transport, Buffer.from(drawer.opens, 'hex')) : null;
}

/** What the printer lacks is drawn. Nothing is loaded for that before it is needed, and not in one go with the drawing: it takes a tenth of a second. */
async function encode(document: Document, profile: PrinterProfile): Promise<Uint8Array> {
  if (!needsDots(document, profile)) return encodeReceipt(document, profile, null);
  await setImmediate();
  const rasterizer = hostRasterizer();
  await setImmediate();
  return encodeReceipt(document, profile, rasterizer);
}

/** The paper that is in the printer; where the settings don't say, that of the receipt. */
function fitted(settings: PrinterSettings | null, document: Document): PrinterProfile {
  const widthMm = settings?.widthMm ?? document.widthMm;
  return (settings && modelProfile(settings.model, widthMm)) ?? profileOf(widthMm);
}

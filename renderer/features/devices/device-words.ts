import type { TFunction } from 'i18next';
import type {
  DeviceSettings,
  DrawerSettings,
  LabelPrinterSettings,
  LineDisplaySettings,
  PrinterSettings,
  ScaleSettings,
} from '#contracts/ipc/devices.ts';
import { modelProfile, PRINTER_MODELS } from '#drivers/printer/protocol/models.ts';
import { readAddress } from '#drivers/transport/device-address.ts';

/** Where a device is, for a person. */
export function addressWords(t: TFunction, address: string): string {
  const read = readAddress(address);
  if (!read.ok) return address;
  const parsed = read.address;
  switch (parsed.kind) {
    case 'tcp':
      return t('devices.at.tcp', { host: parsed.host, port: parsed.port });
    case 'serial':
      return t('devices.at.serial', { path: parsed.path, baud: parsed.settings.baud });
    case 'usb':
      return t('devices.at.usb', { path: parsed.path });
    case 'hid':
      return t('devices.at.hid');
    case 'spooler':
      return t('devices.at.spooler', { queue: parsed.queue });
  }
}

/** A printer model by its maker's name. */
export function modelName(model: string): string {
  return Object.hasOwn(PRINTER_MODELS, model) ? (PRINTER_MODELS[model]?.name ?? model) : model;
}

/** The paper a printer is set up for, in millimetres. */
export function paperWidth({ model, widthMm }: Pick<PrinterSettings, 'model' | 'widthMm'>): 58 | 80 {
  return widthMm ?? ((modelProfile(model)?.columns ?? 48) < 42 ? 58 : 80);
}

export function printerWords(t: TFunction, printer: PrinterSettings): string {
  return joined(
    modelName(printer.model),
    addressWords(t, printer.address),
    t('devices.mm', { mm: paperWidth(printer) }),
  );
}

export function drawerWords(t: TFunction, drawer: DrawerSettings): string {
  if (drawer.by === 'serial') return joined(t('devices.drawer.bySerial'), addressWords(t, drawer.address));
  return joined(t('devices.drawer.byPrinter'), t('devices.drawer.pin', { pin: drawer.pin }));
}

export function scaleWords(t: TFunction, scale: ScaleSettings): string {
  return joined(t(`devices.scale.protocols.${scale.protocol}`), addressWords(t, scale.address));
}

export function lineDisplayWords(t: TFunction, display: LineDisplaySettings): string {
  return joined(
    t(`devices.display.languages.${display.language}`),
    t('devices.display.columns', { count: display.columns }),
    addressWords(t, display.address),
  );
}

export function labelPrinterWords(t: TFunction, labels: LabelPrinterSettings): string {
  return joined(
    t(`devices.label.languages.${labels.language}`),
    t('devices.label.size', { width: labels.widthMm, height: labels.heightMm }),
    addressWords(t, labels.address),
  );
}

export function wedgeWords(t: TFunction, { layout, prefix }: DeviceSettings['wedge']): string {
  const layoutWords = t('devices.wedge.layoutIs', { layout: t(`devices.wedge.layouts.${layout}`) });
  return prefix === '' ? layoutWords : joined(layoutWords, t('devices.wedge.begins', { prefix }));
}

function joined(...parts: string[]): string {
  return parts.join(' · ');
}

import type { Label, LabelPrinterSettings } from '#contracts/ipc/devices.ts';
import type { LabelPrinter } from '#drivers/label/label-printer.ts';
import { encodeEscPosLabel, escPosLabelNeedsDots, labelProfile } from '#drivers/label/protocol/escpos-label.ts';
import { encodeZpl, labelNeedsDots } from '#drivers/label/protocol/zpl-encode.ts';
import type { Rasterizer } from '#drivers/printer/protocol/rasterizer.ts';
import { printerAt } from '#drivers/printer/transport/printer-for.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { JobLabelPrinter } from './job-label-printer.ts';
import { ZplLabelPrinter, type ZplPrinterOptions } from './zpl-label-printer.ts';

/**
 * The driver of a label printer at an address that has been checked; `transport` leads there. What its fonts lack is drawn by what
 * `rasterizer` gives, which is asked only then, or is spelled when that is `null`.
 */
export function labelPrinterFor(
  settings: LabelPrinterSettings,
  transport: ByteTransport,
  rasterizer: () => Rasterizer | null,
  options: ZplPrinterOptions = {},
): LabelPrinter {
  const found = printerAt(settings.address, labelProfile(settings));
  if (!found.ok) throw new Error(found.message);
  const { printer, answers } = found;
  if (settings.language === 'escpos') {
    const encode = (label: Label): Uint8Array =>
      encodeEscPosLabel(label, settings, escPosLabelNeedsDots(label, settings) ? rasterizer() : null);
    return new JobLabelPrinter({ printer, answers, encode });
  }
  const encode = (label: Label): Uint8Array =>
    encodeZpl(label, settings, labelNeedsDots(label, settings) ? rasterizer() : null);
  if (answers) return new ZplLabelPrinter(transport, encode, options);
  return new JobLabelPrinter({ printer, answers, encode: (label) => encode({ ...label, copies: 1 }) });
}

import type { LineDisplaySettings } from '#contracts/ipc/devices.ts';
import type { LineDisplay } from '#drivers/display/line-display.ts';
import { CD5220 } from '#drivers/display/protocol/cd5220.ts';
import { ESCPOS_DISPLAY } from '#drivers/display/protocol/escpos-display.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { KeptLineDisplay, type KeptLineDisplayOptions } from './kept-line-display.ts';

/** The display that speaks the language of the settings at the other end of the transport. Nothing is opened before something is shown. */
export function lineDisplayFor(
  { language, columns }: LineDisplaySettings,
  transport: ByteTransport,
  options?: KeptLineDisplayOptions,
): LineDisplay {
  return new KeptLineDisplay(language === 'cd5220' ? CD5220 : ESCPOS_DISPLAY, columns, transport, options);
}

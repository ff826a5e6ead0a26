import { type DrawnPage, drawPages } from '#drivers/printer/protocol/draw-pages.ts';
import { EscPosDecoder } from '#drivers/printer/protocol/escpos-decode.ts';
import type { PrinterProfile } from '#drivers/printer/protocol/printer-profile.ts';
import { StarDecoder } from '#drivers/printer/protocol/star-decode.ts';
import { latinModel, starLatinModel } from '#drivers/sim/charsets.ts';

/** The one page that a job makes on a printer with Latin fonts. */
export function printed(job: Uint8Array, { language, columns }: PrinterProfile): DrawnPage {
  const events =
    language === 'starprnt'
      ? new StarDecoder({ charsets: starLatinModel, columns }).push(job)
      : new EscPosDecoder({ charsets: latinModel, columns }).push(job);
  const [page, more] = drawPages(events);
  if (page === undefined || more !== undefined) throw new Error('a job is one page');
  return page;
}

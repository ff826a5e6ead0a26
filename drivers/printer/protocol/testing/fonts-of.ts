import type { Charsets } from '#drivers/printer/protocol/escpos-decode.ts';
import type { PrinterProfile } from '#drivers/printer/protocol/printer-profile.ts';
import {
  chineseModel,
  japaneseModel,
  koreanModel,
  latinModel,
  pagesOf,
  taiwaneseModel,
} from '#drivers/sim/charsets.ts';

const COUNTRY = {
  none: latinModel,
  gbk: chineseModel,
  gb18030: chineseModel,
  big5: taiwaneseModel,
  'shift-jis': japaneseModel,
  'ks-c-5601': koreanModel,
} as const;

/** The fonts of a model, read by iconv-lite's and the platform's tables under the model's own numbers. */
export function fontsOf({ pages, wide }: PrinterProfile): Charsets {
  const named = pages
    .filter(({ page }) => page !== 'katakana')
    .map(({ page, number }): [number, string] => [
      number,
      page.replace('iso8859-', 'iso8859').replace(/^cp(125\d)$/, 'windows$1'),
    ]);
  const katakana = pages.find(({ page }) => page === 'katakana')?.number;
  return { ...COUNTRY[wide], latin: pagesOf(new Map(named), katakana) };
}

import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { createFormats } from '#renderer/app/format.ts';

/** How amounts and times are written on the store's paper, in its first receipt language, in characters printers have. */
export interface PaperFormats {
  formatMoney(minor: number): string;
  formatForeign(minor: number, currency: string): string;
  /** An amount of a tender, in its own currency. */
  formatTender(minor: number, tender: string): string;
  formatDate(iso: string): string;
  /** A day of the calendar, `YYYY-MM-DD`. */
  formatDay(date: string): string;
}

export function paperFormats({ store }: RegisterConfig): PaperFormats {
  const { tenders, receipts } = storePolicy(store);
  const formats = createFormats({
    language: receipts.languages[0] ?? store.language,
    storeLanguage: store.language,
    currency: store.currency,
    timeZone: store.timeZone,
  });
  const formatMoney = (minor: number): string => plainSpaces(formats.money(minor));
  const formatForeign = (minor: number, code: string): string => {
    const known = tenders.find(({ foreign }) => foreign?.currency.code === code)?.foreign?.currency;
    return `${code} ${decimalText(minor, known?.digits ?? 2)}`;
  };
  return {
    formatMoney,
    formatForeign,
    formatTender(minor, tenderId) {
      const foreign = tenders.find((tender) => tender.tenderId === tenderId)?.foreign;
      return foreign ? formatForeign(minor, foreign.currency.code) : formatMoney(minor);
    },
    formatDate: (iso) => plainSpaces(`${formats.date(iso)} ${formats.time(iso)}`),
    formatDay: (date) => plainSpaces(formats.day(date)),
  };
}

/** Printers have no narrow and no unbreakable spaces. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

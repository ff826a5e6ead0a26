import type { i18n, TFunction } from 'i18next';
import { reasonsByList } from '#contracts/settings/reason-lists.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { joinWords } from '#domain/receipt/receipt-words.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';

/** A tender's name in a language: its own translation, else its name; cash of the store's currency has one everywhere. */
export function tenderName(t: TFunction, tender: Tender, language: string): string {
  const named = tender.names?.[language] ?? tender.names?.[language.split('-')[0] ?? ''];
  return named ?? (tender.tenderId === 'cash' ? t('tender.cash') : tender.name);
}

/** Words in the store's receipt languages, one or two at once, as `make` has them in each. */
export function paperWords<W extends { language: string }>(
  store: StoreSettings,
  i18n: i18n,
  make: (t: TFunction, language: string) => W,
): W {
  const [first = store.language, second] = storePolicy(store).receipts.languages;
  const wordsIn = (language: string): W => make(i18n.getFixedT(nearestLanguage([language])), language);
  return second === undefined ? wordsIn(first) : joinWords(wordsIn(first), wordsIn(second));
}

/** The names of the store's tenders by code. */
export function tenderNames(t: TFunction, store: StoreSettings, language: string): Record<string, string> {
  return Object.fromEntries(
    storePolicy(store).tenders.map((tender) => [tender.tenderId, tenderName(t, tender, language)]),
  );
}

/** All reasons that the store's papers may name, by code. */
export function reasonNames(t: TFunction, store: StoreSettings): Record<string, string> {
  const codes = [...Object.values(reasonsByList(store)).flat(), ...Object.keys(store.reasonNames ?? {})];
  return Object.fromEntries(codes.map((code) => [code, reasonWords(t, code)]));
}

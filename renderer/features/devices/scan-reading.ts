import type { TFunction } from 'i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import type { Formats } from '#renderer/app/format.ts';
import { localName } from '#renderer/app/local-name.ts';
import { meaningsOf, type ScanMeaning } from '#renderer/features/sell/scan-meaning.ts';
import type { TillStore } from '#renderer/store/till-store.ts';

/** What a scan means to this shop, in words. */
export interface ScanReading {
  /** Whether something would be sold or found. */
  known: boolean;
  words: string;
}

/** Looks a scan up as selling does, and sells nothing. */
export async function readScan(
  scan: ScanEvent,
  { store, config, businessDate }: { store: TillStore; config: RegisterConfig; businessDate: string | undefined },
  { t, formats, language }: { t: TFunction; formats: Formats; language: string },
): Promise<ScanReading[]> {
  const { inStoreLayouts } = storePolicy(config.store);
  const rules = { inStoreLayouts, ...(businessDate === undefined ? {} : { businessDate }) };
  const meanings = await meaningsOf(store, scan, rules);
  return meanings.map((meaning) => worded(meaning, t, formats, language));
}

function worded(meaning: ScanMeaning, t: TFunction, formats: Formats, language: string): ScanReading {
  if (meaning.kind === 'receipt') return { known: true, words: t('devices.scan.receipt') };
  if (meaning.kind === 'member') return { known: true, words: t('devices.scan.member', { name: meaning.member.name }) };
  if (meaning.kind === 'unknown') {
    return { known: false, words: errorWords(t, meaning.code, meaning.params).title };
  }
  const { card, facts } = meaning;
  const { quantity, labelAmount, batch, expiry, serial } = facts;
  const parts = [
    localName(card, language),
    ...(quantity === undefined ? [] : [formats.quantity(quantity, card.unit)]),
    ...(labelAmount === undefined ? [] : [formats.money(labelAmount)]),
    ...(batch === undefined ? [] : [t('devices.scan.batch', { batch })]),
    ...(expiry === undefined ? [] : [t('devices.scan.expiry', { expiry })]),
    ...(serial === undefined ? [] : [t('devices.scan.serial', { serial })]),
  ];
  return { known: true, words: parts.join(' · ') };
}

import { useTranslation } from 'react-i18next';
import Type from 'typebox';
import { parse } from '#contracts/schema.ts';
import { REASON_LISTS, type ReasonList } from '#contracts/settings/reason-lists.ts';
import { StoreSettings, Tender as TenderSchema, UpdateWindow } from '#contracts/views/register-config.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { languageName } from '#renderer/features/products/field-words.ts';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import { reasonListName } from './reason-list-name.ts';

const FIELDS = [
  'name',
  'legalName',
  'address',
  'taxNumber',
  'currency',
  'language',
  'timeZone',
  'dayStartsAt',
  'cashRounding',
  'cashRoundingHalves',
  'denominations',
  'receiptFooter',
  'tenders',
  'inStoreLayouts',
  'tares',
  'returns.windowDays',
  'returns.cashLimit',
  'session.blind',
  'session.drawer',
  'session.float',
  'session.tolerance',
  'session.graceMinutes',
  'session.idleMinutes',
  'receipts.print',
  'receipts.widthMm',
  'receipts.languages',
  'receipts.header',
  'receipts.logo',
  'postage',
  'updateWindow',
] as const;
type SettingsField = (typeof FIELDS)[number];
const MONEY: ReadonlySet<string> = new Set(['cashRounding', 'returns.cashLimit', 'session.float', 'session.tolerance']);
const REASON_NAMES = 'reasonNames.';
const Texts = Type.Array(Type.String());
const Tenders = Type.Array(TenderSchema);

/** A field of a store's settings and what is in it, in words: where two people changed it. */
export function useSettingsWords() {
  const { t, i18n } = useTranslation();
  const formats = useFormats();

  function value(field: string, of: unknown): string {
    if (of === undefined || of === '' || (Array.isArray(of) && of.length === 0)) return t('products.nothing');
    if (typeof of === 'boolean') return t(of ? 'settings.yes' : 'settings.no');
    if (typeof of === 'number') return MONEY.has(field) ? formats.money(of) : formats.count(of);
    const tenders = field === 'tenders' && parse(Tenders, of);
    if (tenders !== false && tenders.ok) return tenders.value.map(tenderWords).join('; ');
    if (field === 'denominations' && Array.isArray(of))
      return of.map((amount) => formats.amount(Number(amount))).join(', ');
    if (field === 'receipts.logo') return t('settings.logoSet');
    const hours = field === 'updateWindow' && parse(UpdateWindow, of);
    if (hours !== false && hours.ok) return `${hours.value.from}–${hours.value.to}`;
    const postage = field === 'postage' && parse(StoreSettings.properties.postage, of);
    if (postage !== false && postage.ok && postage.value) return formats.money(postage.value.amount);
    const texts = parse(Texts, of);
    if (texts.ok) return texts.value.map((text) => (isReasons(field) ? reasonWords(t, text) : text)).join(', ');
    const parts = parse(StoreSettings.properties.tares, of);
    if (parts.ok && parts.value) return parts.value.map(({ code, grams }) => `${code} ${grams} g`).join(', ');
    return typeof of === 'string' ? choiceWords(field, of) : plainWords(of);
  }

  function choiceWords(field: string, of: string): string {
    if (field === 'language') return languageName(of, i18n.language);
    if (field === 'receipts.print') return t(`settings.prints.${of === 'ask' || of === 'never' ? of : 'always'}`);
    if (field === 'session.drawer') return t(`settings.drawers.${of === 'floating' || of === 'shared' ? of : 'fixed'}`);
    if (field === 'cashRoundingHalves') return t(`settings.halves.${of === 'down' ? 'down' : 'up'}`);
    return of;
  }

  function tenderWords(tender: Tender): string {
    const switches = (['givesChange', 'opensDrawer', 'refunds', 'tips', 'needsReference'] as const)
      .filter((one) => tender[one])
      .map((one) => t(`settings.tenderSwitches.${one}`));
    return [tenderName(t, tender, i18n.language), ...switches].join(', ');
  }
  return {
    field(field: string): string {
      if (isField(field)) return t(`settings.fields.${field}`);
      if (isReasons(field)) return reasonListName(t, field);
      if (!field.startsWith(REASON_NAMES)) return field;
      return t('settings.reasonName', { name: reasonWords(t, field.slice(REASON_NAMES.length)) });
    },
    value,
  };
}

/** The texts in something, whatever it is made of. */
function plainWords(of: unknown): string {
  if (of === null || typeof of !== 'object') return String(of);
  return Object.values(of).map(plainWords).join(', ');
}

function isField(field: string): field is SettingsField {
  return FIELDS.some((one) => one === field);
}

function isReasons(field: string): field is ReasonList {
  return REASON_LISTS.some((list) => list === field);
}

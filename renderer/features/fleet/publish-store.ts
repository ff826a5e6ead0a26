import type { TFunction } from 'i18next';
import { StoreMakingAnswer, StoreStatusAnswer } from '#contracts/http/fleet.ts';
import { SettingsAnswer, StoreAnswer, type StoreRow } from '#contracts/http/settings.ts';
import { currencyDigits } from '#contracts/settings/money-faults.ts';
import { receiptLanguages } from '#contracts/settings/receipt-languages.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import type { Planned, Published } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import type { StoreRecord } from './store-csv.ts';

/** Makes a store, changes it, or closes or opens it, whichever brings it from what it was to what it is to be. */
export async function publishStore(t: TFunction, planned: Planned<StoreRecord>): Promise<Published> {
  const { before, after, revision } = planned;
  if (before === null) return make(t, after);
  const path = `/stores/${encodeURIComponent(after.storeId)}/status`;
  if (before.archived !== after.archived) {
    const body = { revision, archived: after.archived };
    const said = await askServer(path, StoreStatusAnswer, { method: 'POST', body });
    if (!said.ok) return unsent(t, said);
    if (said.value.ok) return said.value;
    if ('obstacles' in said.value) return { ok: false, reason: t('fleet.stores.closeBlocked') };
    return refused(t, 'faults' in said.value ? said.value.faults[0] : undefined);
  }
  const known = await askServer('/settings', SettingsAnswer, { query: { store: after.storeId } });
  if (!known.ok) return unsent(t, known);
  const { row } = known.value;
  if (row.revision !== revision) return refused(t, undefined);
  const body = { revision, store: changed(row, before, after) };
  const said = await askServer('/settings/store', StoreAnswer, { method: 'PUT', body });
  if (!said.ok) return unsent(t, said);
  if (said.value.ok) return said.value;
  return refused(t, 'faults' in said.value ? said.value.faults[0]?.code : undefined);
}

async function make(t: TFunction, { storeId, name, address, model, ...store }: StoreRecord): Promise<Published> {
  const { legalName, taxNumber, language, timeZone, dayStartsAt, updateWindow } = store;
  const settings = { ...(legalName ? { legalName } : {}), taxNumber, language, timeZone, dayStartsAt, updateWindow };
  const body = {
    storeId,
    copyOf: model?.storeId ?? storeId,
    name,
    address,
    prices: model?.prices ?? true,
    settings,
  };
  const said = await askServer('/stores', StoreMakingAnswer, { method: 'POST', body });
  if (!said.ok) return unsent(t, said);
  return said.value.ok ? { ok: true, revision: 1 } : refused(t, said.value.faults[0]);
}

/** The settings with what the file says otherwise. */
function changed({ store }: StoreRow, before: StoreRecord, after: StoreRecord): StoreSettings {
  const { name, address, taxNumber, language, timeZone, dayStartsAt, updateWindow } = after;
  const legalName = after.legalName ?? store.legalName;
  const next: StoreSettings = {
    ...store,
    name,
    address,
    taxNumber,
    language,
    timeZone,
    dayStartsAt,
    ...(legalName === undefined ? {} : { legalName }),
    ...(isSameValue(before.updateWindow, updateWindow) ? {} : { updateWindow }),
  };
  if (after.currency !== before.currency) {
    next.currency = { code: after.currency, digits: currencyDigits(after.currency) ?? store.currency.digits };
  }
  if (store.receipts) {
    const languages = receiptLanguages(store.receipts.languages, store.language, language);
    next.receipts = { ...store.receipts, languages };
  }
  return next;
}

function unsent(t: TFunction, answer: Exclude<ServerAnswer<unknown>, { ok: true }>): Published {
  if (answer.offline) return { ok: false, offline: true, code: 'offline' };
  return refused(t, answer.code);
}

/** Without a code somebody else was first. */
function refused(t: TFunction, code: string | undefined): Published {
  return { ok: false, reason: code === undefined ? t('many.changedMeanwhile') : errorWords(t, code).title };
}

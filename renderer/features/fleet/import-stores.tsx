import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FleetAnswer } from '#contracts/http/fleet.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { languageName } from '#renderer/features/products/field-words.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { publishStore } from './publish-store.ts';
import { hoursText, readStoreCsv, type StoreRecord } from './store-csv.ts';

interface ImportStoresProps {
  fleet: FleetAnswer;
  /** Like which new ones are where the file does not say it. */
  ownStoreId: string;
  onChanged: () => void;
  onLeave: () => void;
}

/** Stores from a file: new ones are made like one that there is. */
export function ImportStores({ fleet, ownStoreId, onChanged, onLeave }: ImportStoresProps) {
  const { t, i18n } = useTranslation();
  const nameOf = (storeId: string): string => fleet.stores.find((store) => store.storeId === storeId)?.name ?? storeId;
  return (
    <ImportRecords
      title={t('many.importTitle')}
      hint={t('fleet.stores.importHint')}
      kind={storeKind(t, i18n.language, nameOf)}
      read={(bytes) => readStoreCsv(bytes, fleet.stores, ownStoreId)}
      undoneNext={t('fleet.stores.importUndone')}
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}

/** How stores of a list are made and changed together; one that was made is closed. */
function storeKind(t: TFunction, language: string, nameOf: (storeId: string) => string): RecordKind<StoreRecord> {
  return {
    keyOf: ({ storeId }) => storeId,
    nameOf: ({ name }) => name,
    words: (store) => [
      { label: t('fleet.stores.name'), text: store.name },
      { label: t('settings.fields.legalName'), text: store.legalName ?? '' },
      { label: t('settings.fields.address'), text: store.address.join(', ') },
      { label: t('settings.fields.taxNumber'), text: store.taxNumber },
      { label: t('settings.fields.currency'), text: store.currency },
      { label: t('settings.fields.language'), text: languageName(store.language, language) },
      { label: t('settings.fields.timeZone'), text: store.timeZone },
      { label: t('settings.fields.dayStartsAt'), text: store.dayStartsAt },
      { label: t('fleet.stores.windowTitle'), text: hoursText(store) },
      { label: t('fleet.stores.copyOf'), text: store.model ? nameOf(store.model.storeId) : '' },
    ],
    isSame: isSameValue,
    publish: (planned) => publishStore(t, planned),
    withdrawn: (made) => ({ ...made, archived: true }),
  };
}

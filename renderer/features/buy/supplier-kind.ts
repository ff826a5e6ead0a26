import type { TFunction } from 'i18next';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { SupplierAnswer } from '#contracts/http/stock.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { published } from '#renderer/features/many/published.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';

/** How suppliers of a list are published together; `digits` are those of the currency. What they sell stays as it is. */
export function supplierKind(t: TFunction, digits: number): RecordKind<SupplierPublished> {
  const days = (count: number | undefined) => (count === undefined ? '' : String(count));
  return {
    keyOf: ({ supplierId }) => supplierId,
    nameOf: ({ name }) => name,
    words: ({ name, email = '', leadTimeDays, minimumOrder, status }) => [
      { label: t('buy.name'), text: name },
      { label: t('buy.email'), text: email },
      { label: t('buy.leadTime'), text: days(leadTimeDays) },
      { label: t('buy.minimumOrder'), text: minimumOrder === undefined ? '' : decimalText(minimumOrder, digits) },
      { label: t('table.status'), text: status === 'archived' ? t('buy.archived') : '' },
    ],
    isSame: isSameValue,
    async publish({ revision, after: supplier }) {
      const path = `/suppliers/${encodeURIComponent(supplier.supplierId)}`;
      return published(t, await askServer(path, SupplierAnswer, { method: 'PUT', body: { revision, supplier } }));
    },
    withdrawn: (made) => ({ ...made, status: 'archived' }),
  };
}

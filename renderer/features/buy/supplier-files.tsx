import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { SupplierRow } from '#contracts/http/stock.ts';
import { BulkRecords } from '#renderer/features/many/bulk-records.tsx';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { NumberInput } from './number-input.tsx';
import { readSupplierCsv } from './supplier-csv.ts';
import { supplierKind } from './supplier-kind.ts';

interface SuppliersProps {
  rows: readonly SupplierRow[];
  /** Of the currency. */
  digits: number;
  onChanged: () => void;
  onLeave: () => void;
}

/** Suppliers from a file; what they sell stays. */
export function ImportSuppliers({ rows, digits, onChanged, onLeave }: SuppliersProps) {
  const { t } = useTranslation();
  return (
    <ImportRecords
      title={t('many.importTitle')}
      hint={t('buy.importHint')}
      kind={supplierKind(t, digits)}
      read={(bytes) => readSupplierCsv(bytes, rows, { digits, newId: uuid })}
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}

/** Lead time, minimum order and status of the suppliers chosen; what is left empty stays. */
export function BulkSuppliers({ rows, digits, onChanged, onLeave }: SuppliersProps) {
  const { t } = useTranslation();
  const [leadTime, setLeadTime] = useState<number | null>(null);
  const [minimum, setMinimum] = useState<number | null>(null);
  const [status, setStatus] = useState<'' | 'active' | 'archived'>('');
  const planned = rows.map(({ supplier, revision }) => ({
    line: null,
    before: supplier,
    revision,
    after: {
      ...supplier,
      ...(leadTime === null || leadTime > 365 ? {} : { leadTimeDays: leadTime }),
      ...(minimum === null ? {} : { minimumOrder: minimum }),
      ...(status === '' ? {} : { status }),
    },
  }));
  return (
    <BulkRecords
      title={t('buy.bulkTitle', { count: rows.length })}
      kind={supplierKind(t, digits)}
      planned={planned}
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <div className={sheet.columns}>
        <NumberInput
          label={t('buy.leadTime')}
          value={leadTime}
          digits={0}
          onValue={setLeadTime}
          testId="bulk-lead-time"
        />
        <NumberInput
          label={t('buy.minimumOrder')}
          value={minimum}
          digits={digits}
          money
          onValue={setMinimum}
          testId="bulk-minimum"
        />
        <SelectField
          label={t('table.status')}
          value={status}
          options={[
            { value: '', label: t('many.keep') },
            { value: 'active', label: t('buy.inUse') },
            { value: 'archived', label: t('buy.archived') },
          ]}
          onChange={setStatus}
          testId="bulk-status"
        />
      </div>
    </BulkRecords>
  );
}

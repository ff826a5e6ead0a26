import { Factory, FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SupplierList, type SupplierRow } from '#contracts/http/stock.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { supplierCsv } from './supplier-csv.ts';
import { BulkSuppliers, ImportSuppliers } from './supplier-files.tsx';
import { SupplierForm } from './supplier-form.tsx';

/** Suppliers: the list, or what its subject names: `new`, `supplier/<id>`. */
export function SuppliersSection(props: StockSectionProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [many, setMany] = useState<'import' | 'bulk' | null>(null);
  const asked = useServer('/suppliers', SupplierList);
  const good = useLastGood(asked).answer;
  const [what, id] = (props.task.subject ?? '').split('/');
  const toList = (): void => props.onOpen({ section: 'suppliers' });
  if (what === 'new') return <SupplierForm config={props.config} row={null} onLeave={toList} />;
  if (what === 'supplier' && good?.ok) {
    const row = good.value.suppliers.find(({ supplier }) => supplier.supplierId === id);
    if (row) return <SupplierForm config={props.config} row={row} onLeave={toList} />;
  }
  const { digits } = props.config.store.currency;
  if (many !== null && good?.ok) {
    const known = good.value.suppliers;
    const rows = known.filter(({ supplier }) => chosen.has(supplier.supplierId));
    const frames = { digits, onChanged: asked.again, onLeave: () => setMany(null) };
    return (
      <div className={sheet.screen}>
        {many === 'import' ? <ImportSuppliers rows={known} {...frames} /> : <BulkSuppliers rows={rows} {...frames} />}
      </div>
    );
  }
  const columns: DataColumn<SupplierRow>[] = [
    { id: 'name', label: t('buy.name'), share: 2, value: ({ supplier }) => supplier.name },
    {
      id: 'email',
      label: t('buy.email'),
      share: 2,
      value: ({ supplier }) => supplier.email ?? '',
      cell: ({ supplier }) => supplier.email ?? t('buy.noEmail'),
    },
    {
      id: 'lead-time',
      label: t('buy.leadTime'),
      value: ({ supplier }) => supplier.leadTimeDays,
      cell: ({ supplier }) => t('buy.leadTimeOf', { count: supplier.leadTimeDays }),
    },
    {
      id: 'products',
      label: t('products.title'),
      value: ({ supplier }) => supplier.items.length,
      cell: ({ supplier }) => t('buy.products', { count: supplier.items.length }),
    },
    {
      id: 'status',
      label: t('table.status'),
      value: ({ supplier }) => (supplier.status === 'archived' ? t('buy.archived') : ''),
    },
  ];
  return (
    <StartFrame title={t('buy.suppliers')} hint={t('buy.suppliersHint')} onBack={props.onBack} testId="suppliers">
      <div className={frame.buttons}>
        <Action
          tone="next"
          size="lg"
          icon={Plus}
          onClick={() => props.onOpen({ section: 'suppliers', subject: 'new' })}
          data-testid="supplier-new"
        >
          {t('buy.supplierNew')}
        </Action>
        <Action size="lg" icon={FileUp} onClick={() => setMany('import')} data-testid="suppliers-import">
          {t('many.import')}
        </Action>
      </div>
      <Answered asked={asked} offlineText={t('buy.offline')}>
        {({ suppliers }) =>
          suppliers.length === 0 ? (
            <Empty icon={Factory} title={t('buy.noSuppliers')} text={t('buy.noSuppliersText')} />
          ) : (
            <DataTable
              label={t('buy.suppliers')}
              rows={suppliers}
              columns={columns}
              keyOf={({ supplier }) => supplier.supplierId}
              order={{ by: 'name', descending: false }}
              onOpen={({ supplier }) =>
                props.onOpen({ section: 'suppliers', subject: `supplier/${supplier.supplierId}` })
              }
              choice={{ chosen, onChosen: setChosen, nameOf: ({ supplier }) => supplier.name }}
              actions={
                <Action onClick={() => setMany('bulk')} data-testid="suppliers-bulk">
                  {t('products.bulk.open')}
                </Action>
              }
              csvOf={(rows) => supplierCsv(rows, digits)}
              exportName="suppliers"
              testId="suppliers"
              rowTestId="supplier-row"
              attributes={({ supplier }) => ({ 'data-name': supplier.name })}
            />
          )
        }
      </Answered>
    </StartFrame>
  );
}

import { UnstyledButton } from '@mantine/core';
import { Factory, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SupplierList, type SupplierRow } from '#contracts/http/stock.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { Answered } from '#renderer/features/reports/answered.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { SupplierForm } from './supplier-form.tsx';

/** Suppliers: the list, or what its subject names: `new`, `supplier/<id>`. */
export function SuppliersSection(props: StockSectionProps) {
  const { t } = useTranslation();
  const asked = useServer('/suppliers', SupplierList);
  const [what, id] = (props.task.subject ?? '').split('/');
  const toList = (): void => props.onOpen({ section: 'suppliers' });
  if (what === 'new') return <SupplierForm config={props.config} row={null} onLeave={toList} />;
  if (what === 'supplier' && asked.answer?.ok) {
    const row = asked.answer.value.suppliers.find(({ supplier }) => supplier.supplierId === id);
    if (row) return <SupplierForm config={props.config} row={row} onLeave={toList} />;
  }
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
      </div>
      <Answered asked={asked} offlineText={t('buy.offline')}>
        {({ suppliers }) =>
          suppliers.length === 0 ? (
            <Empty icon={Factory} title={t('buy.noSuppliers')} text={t('buy.noSuppliersText')} />
          ) : (
            <div className={frame.rows}>
              {suppliers.map((row) => (
                <SupplierButton
                  key={row.supplier.supplierId}
                  row={row}
                  onChoose={() =>
                    props.onOpen({ section: 'suppliers', subject: `supplier/${row.supplier.supplierId}` })
                  }
                />
              ))}
            </div>
          )
        }
      </Answered>
    </StartFrame>
  );
}

function SupplierButton({ row: { supplier }, onChoose }: { row: SupplierRow; onChoose: () => void }) {
  const { t } = useTranslation();
  const { name, email, leadTimeDays, items, status } = supplier;
  return (
    <UnstyledButton type="button" className={frame.row} onClick={onChoose} data-testid="supplier-row" data-name={name}>
      <span className={frame.words}>
        <span className={frame.name}>{name}</span>
        <span className={frame.sub}>
          {[email ?? t('buy.noEmail'), t('buy.leadTimeOf', { count: leadTimeDays })].join(' · ')}
        </span>
      </span>
      {status === 'archived' && <span className={frame.chips}>{t('buy.archived')}</span>}
      <span className={frame.sub}>{t('buy.products', { count: items.length })}</span>
    </UnstyledButton>
  );
}

import { DoorClosed, DoorOpen, FileUp, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FleetAnswer, type FleetStore, StoreStatusAnswer } from '#contracts/http/fleet.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './fleet.module.css';
import { storeCsv } from './store-csv.ts';

const SHOWN = ['all', 'open', 'closed'] as const;

interface StoresViewProps {
  fleet: FleetAnswer;
  onNew: () => void;
  onImport: () => void;
  onEdit: (store: FleetStore) => void;
  onClose: (store: FleetStore) => void;
  onDone: (title: string, next: string) => void;
  onStale: () => void;
}

/** The stores the operator works in: made, renamed, closed and opened again. */
export function StoresView({ fleet, onNew, onImport, onEdit, onClose, onDone, onStale }: StoresViewProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const { busy, fault, setFault, send } = useSending();

  async function reopen({ storeId, name, revision }: FleetStore): Promise<void> {
    const path = `/stores/${encodeURIComponent(storeId)}/status`;
    const said = await send(path, StoreStatusAnswer, { method: 'POST', body: { revision, archived: false } });
    if (said?.ok) return onDone(t('fleet.stores.reopened', { name }), t('fleet.stores.reopenedNext'));
    if (said) setFault('faults' in said ? (said.faults[0] ?? 'internal') : 'change-conflict');
    onStale();
  }
  const registersOf = ({ storeId }: FleetStore): number =>
    fleet.registers.filter((one) => one.storeId === storeId && one.inService).length;
  const columns: DataColumn<FleetStore>[] = [
    { id: 'name', label: t('fleet.stores.name'), share: 2, value: ({ name }) => name },
    {
      id: 'status',
      label: t('table.status'),
      value: ({ archived }) => (archived ? t('fleet.storeClosed') : ''),
      cell: ({ archived }) => archived && <span className={css.closed}>{t('fleet.storeClosed')}</span>,
    },
    {
      id: 'address',
      label: t('fleet.stores.address'),
      share: 2,
      value: ({ address }) => address.join(', '),
    },
    {
      id: 'registers',
      label: t('fleet.stores.registersIn'),
      isNumber: true,
      value: registersOf,
    },
    {
      id: 'window',
      label: t('fleet.stores.windowTitle'),
      share: 2,
      value: ({ updateWindow: { from, to } }) => `${from}–${to}`,
    },
  ];
  return (
    <div className={css.board} data-testid="fleet-stores">
      <div className={css.tools}>
        <Action icon={Plus} onClick={onNew} data-testid="store-new">
          {t('fleet.stores.new')}
        </Action>
        <Action icon={FileUp} onClick={onImport} data-testid="stores-import">
          {t('many.import')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      <DataTable
        label={t('fleet.views.stores')}
        rows={fleet.stores.filter(({ archived }) => shown === 'all' || archived === (shown === 'closed'))}
        columns={columns}
        keyOf={({ storeId }) => storeId}
        order={{ by: 'name', descending: false }}
        rowActions={{
          width: 320,
          of: (store) =>
            store.archived ? (
              <Action
                icon={DoorOpen}
                disabled={busy}
                onClick={() => void reopen(store)}
                aria-label={t('fleet.stores.reopenName', { name: store.name })}
                data-testid="store-reopen"
              >
                {t('fleet.stores.reopen')}
              </Action>
            ) : (
              <>
                <Action
                  icon={Pencil}
                  onClick={() => onEdit(store)}
                  aria-label={t('fleet.stores.editName', { name: store.name })}
                  data-testid="store-edit"
                >
                  {t('fleet.stores.edit')}
                </Action>
                <Action
                  icon={DoorClosed}
                  onClick={() => onClose(store)}
                  aria-label={t('fleet.stores.closeName', { name: store.name })}
                  data-testid="store-close"
                >
                  {t('fleet.stores.close')}
                </Action>
              </>
            ),
        }}
        csvOf={storeCsv}
        exportName="stores"
        testId="store"
        rowTestId="store-row"
        attributes={({ storeId }) => ({ 'data-store': storeId })}
        empty={<p className={css.hint}>{t('fleet.stores.noneClosed')}</p>}
      >
        {fleet.stores.some(({ archived }) => archived) && (
          <div className={css.shown}>
            <Tabs
              label={t('table.shown')}
              value={shown}
              options={SHOWN.map((value) => ({ value, label: t(`fleet.stores.shown.${value}`) }))}
              onChange={setShown}
              testId="stores-shown"
            />
          </div>
        )}
      </DataTable>
    </div>
  );
}

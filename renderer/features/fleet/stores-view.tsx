import { DoorClosed, DoorOpen, Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FleetAnswer, type FleetStore, StoreStatusAnswer } from '#contracts/http/fleet.ts';
import { Action } from '#renderer/ui/action.tsx';
import { FaultNotice } from './fault-notice.tsx';
import css from './fleet.module.css';
import { useSending } from './use-sending.ts';

interface StoresViewProps {
  fleet: FleetAnswer;
  onNew: () => void;
  onEdit: (store: FleetStore) => void;
  onClose: (store: FleetStore) => void;
  onDone: (title: string, next: string) => void;
  onStale: () => void;
}

/** The stores the operator works in: made, renamed, closed and opened again. */
export function StoresView({ fleet, onNew, onEdit, onClose, onDone, onStale }: StoresViewProps) {
  const { t } = useTranslation();
  const { busy, fault, setFault, send } = useSending();

  async function reopen({ storeId, name, revision }: FleetStore): Promise<void> {
    const path = `/stores/${encodeURIComponent(storeId)}/status`;
    const said = await send(path, StoreStatusAnswer, { method: 'POST', body: { revision, archived: false } });
    if (said?.ok) return onDone(t('fleet.stores.reopened', { name }), t('fleet.stores.reopenedNext'));
    if (said) setFault('faults' in said ? (said.faults[0] ?? 'internal') : 'change-conflict');
    onStale();
  }
  return (
    <div className={css.board} data-testid="fleet-stores">
      <div className={css.tools}>
        <Action icon={Plus} onClick={onNew} data-testid="store-new">
          {t('fleet.stores.new')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      <ul className={css.lives}>
        {fleet.stores.map((store) => {
          const { storeId, name, archived, updateWindow } = store;
          const registers = fleet.registers.filter((one) => one.storeId === storeId && one.inService);
          return (
            <li key={storeId} className={css.storeRow} data-testid="store-row" data-store={storeId}>
              <span className={css.grow}>
                <span className={css.name}>{name}</span>{' '}
                {archived && <span className={css.closed}>{t('fleet.storeClosed')}</span>}
                <span className={css.hint}>
                  <br />
                  {t('fleet.stores.registers', { count: registers.length })} · {t('fleet.stores.window', updateWindow)}
                </span>
              </span>
              {!archived && (
                <>
                  <Action
                    icon={Pencil}
                    onClick={() => onEdit(store)}
                    aria-label={t('fleet.stores.editName', { name })}
                    data-testid="store-edit"
                  >
                    {t('fleet.stores.edit')}
                  </Action>
                  <Action
                    icon={DoorClosed}
                    onClick={() => onClose(store)}
                    aria-label={t('fleet.stores.closeName', { name })}
                    data-testid="store-close"
                  >
                    {t('fleet.stores.close')}
                  </Action>
                </>
              )}
              {archived && (
                <Action
                  icon={DoorOpen}
                  disabled={busy}
                  onClick={() => void reopen(store)}
                  aria-label={t('fleet.stores.reopenName', { name })}
                  data-testid="store-reopen"
                >
                  {t('fleet.stores.reopen')}
                </Action>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

import { MonitorSmartphone, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FleetAnswer, FleetDone } from '#contracts/http/fleet.ts';
import { byUrgency } from '#domain/fleet/warnings.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './fleet.module.css';
import { FleetSummary } from './fleet-summary.tsx';
import { PendingTile } from './pending-tile.tsx';
import { RegisterTable } from './register-table.tsx';
import { RegisterTile } from './register-tile.tsx';
import { useFleetWords } from './use-fleet-words.ts';
import { fits, watchFleet } from './watch.ts';

interface BoardViewProps {
  fleet: FleetAnswer;
  onOpen: (registerId: string) => void;
  onNew: () => void;
  onChanged: () => void;
}

const SHOWN = ['all', 'trouble'] as const;
const LOOKS = ['tiles', 'table'] as const;

/** Every register by store, those that need somebody first. */
export function BoardView({ fleet, onOpen, onNew, onChanged }: BoardViewProps) {
  const { t } = useTranslation();
  const words = useFleetWords(fleet.at);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('all');
  const [look, setLook] = useState<(typeof LOOKS)[number]>('tiles');
  const [typed, setTyped] = useState('');
  const sending = useSending();
  const rows = watchFleet(fleet);
  const nameOf = (storeId: string): string => fleet.stores.find((store) => store.storeId === storeId)?.name ?? storeId;
  const isNarrow = shown !== 'all' || typed.trim() !== '';
  const found = rows
    .filter((row) => shown === 'all' || row.warnings.length > 0)
    .filter((row) => fits(row, nameOf(row.register.storeId), typed.trim()))
    .sort((a, b) => byUrgency(a, b) || a.register.name.localeCompare(b.register.name));
  const stores = fleet.stores
    .map((store) => ({
      store,
      rows: found.filter(({ register }) => register.storeId === store.storeId),
      codes: isNarrow ? [] : fleet.codes.filter(({ storeId }) => storeId === store.storeId),
    }))
    .filter(({ rows: own, codes, store }) => own.length + codes.length > 0 || !(isNarrow || store.archived));

  async function withdraw(codeId: string): Promise<void> {
    const said = await sending.send('/fleet/codes/withdraw', FleetDone, { method: 'POST', body: { codeId } });
    if (said && !said.ok) sending.setFault(said.faults[0] ?? 'internal');
    onChanged();
  }

  if (rows.length === 0 && fleet.codes.length === 0) {
    return (
      <Empty icon={MonitorSmartphone} title={t('fleet.none')} text={t('fleet.noneText')}>
        <Action tone="next" icon={Plus} onClick={onNew} data-testid="fleet-new">
          {t('fleet.new')}
        </Action>
      </Empty>
    );
  }
  return (
    <div className={css.board}>
      <FleetSummary rows={rows} />
      <div className={css.tools}>
        {look === 'tiles' && (
          <div className={sheet.search}>
            <TextField
              label={t('fleet.search')}
              placeholder={t('fleet.searchHint')}
              value={typed}
              onText={setTyped}
              data-testid="fleet-search"
            />
          </div>
        )}
        <div className={css.shown}>
          <Tabs
            label={t('fleet.filter.label')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`fleet.filter.${value}`) }))}
            onChange={setShown}
            testId="fleet-shown"
          />
        </div>
        <div className={css.shown}>
          <Tabs
            label={t('table.shown')}
            value={look}
            options={LOOKS.map((value) => ({ value, label: t(`fleet.looks.${value}`) }))}
            onChange={(next) => {
              setTyped('');
              setLook(next);
            }}
            testId="fleet-look"
          />
        </div>
        <Action icon={Plus} onClick={onNew} data-testid="fleet-new">
          {t('fleet.new')}
        </Action>
      </div>
      <FaultNotice fault={sending.fault} />
      {look === 'table' && <RegisterTable rows={found} words={words} nameOf={nameOf} onOpen={onOpen} />}
      {look === 'tiles' && stores.length === 0 && <p className={css.hint}>{t('fleet.noneFound')}</p>}
      {(look === 'tiles' ? stores : []).map(({ store, rows: own, codes }) => (
        <section key={store.storeId} data-testid="fleet-store" data-store={store.storeId}>
          <h2 className={css.storeName}>
            {store.name}
            {store.archived && <span className={css.closed}>{t('fleet.storeClosed')}</span>}
          </h2>
          {own.length + codes.length === 0 && <p className={css.hint}>{t('fleet.storeEmpty')}</p>}
          <ul className={css.tiles}>
            {own.map((row) => (
              <RegisterTile
                key={row.register.registerId}
                row={row}
                words={words}
                onOpen={() => onOpen(row.register.registerId)}
              />
            ))}
            {codes.map((code) => (
              <PendingTile
                key={code.codeId}
                code={code}
                replaces={rows.find(({ register }) => register.registerId === code.registerId)?.register.name}
                words={words}
                busy={sending.busy}
                onWithdraw={() => void withdraw(code.codeId)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

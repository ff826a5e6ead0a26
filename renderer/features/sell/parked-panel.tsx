import { UnstyledButton } from '@mantine/core';
import { CirclePause } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats, useProgress, useTill } from '#renderer/app/till-context.tsx';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { ParkedEntry } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';
import { useParked } from './use-parked.ts';

interface ParkedPanelProps {
  sale: Sale;
  status: HostStatus;
  config: RegisterConfig;
  onClose: () => void;
}

/** Puts the cart aside, and lists those that wait: this register's at any time, the store's while there is a network. */
export function ParkedPanel({ sale, status, config, onClose }: ParkedPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useProgress();
  const { play } = useTill();
  const { cart } = useStore(sale.view);
  const entries = useParked();
  const [label, setLabel] = useState(cart?.note?.text ?? '');
  const [at, setAt] = useState(0);
  const asOf = progress?.asOf ?? null;
  const others = entries.some(({ state }) => state === 'store');
  useEffect(() => setAt((now) => Math.max(0, Math.min(now, entries.length - 1))), [entries]);

  async function park(): Promise<void> {
    const given = label.trim();
    if (await sale.park(given === '' || given === cart?.note?.text ? null : given)) onClose();
  }
  async function recall(entry: ParkedEntry): Promise<void> {
    if (!mayTake(entry, status)) return play('wrong');
    if (await sale.recall(entry)) onClose();
  }

  useKeyLayer('panel', {
    onKey(event) {
      const chosen = entries[at];
      const typing = isTextField(document.activeElement);
      if (event.key === 'Escape') onClose();
      else if (event.key === 'ArrowDown') setAt(Math.min(at + 1, entries.length - 1));
      else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
      else if ((event.key === 'Enter' || event.key === 'F9') && !event.repeat && cart) void park();
      else if (event.key === 'Enter' && !event.repeat && chosen) void recall(chosen);
      else return !typing && !event.ctrlKey && !event.altKey && event.key.length === 1;
      return true;
    },
  });

  return (
    <Panel title={t('parked.title')} closeName={t('app.close')} onClose={onClose} testId="parked-panel">
      {cart && (
        <>
          <TextField
            label={t('parked.label')}
            placeholder={t('parked.labelHint')}
            value={label}
            onText={setLabel}
            maxLength={200}
            data-testid="park-label"
          />
          <Action
            tone="next"
            size="lg"
            wide
            icon={CirclePause}
            hint="Enter"
            onClick={() => void park()}
            data-testid="park"
          >
            {t('parked.park')}
          </Action>
        </>
      )}
      <h3 className={css.heading}>{t('parked.waiting', { count: entries.length })}</h3>
      {!status.online && others && asOf && (
        <p className={css.hint} data-testid="parked-as-of">
          {t('parked.asOf', { time: formats.dateTime(asOf) })}
        </p>
      )}
      {entries.length === 0 && <p className={css.hint}>{t('parked.none')}</p>}
      <ul className={css.list}>
        {entries.map((entry, index) => (
          <li key={entry.parkId}>
            <Entry
              entry={entry}
              config={config}
              active={!cart && index === at}
              ready={mayTake(entry, status)}
              onChoose={() => void recall(entry)}
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Another register's needs the network: only the server knows whether it was taken up meanwhile. */
function mayTake({ state }: ParkedEntry, { online }: HostStatus): boolean {
  return state !== 'store' || online;
}

interface EntryProps {
  entry: ParkedEntry;
  config: RegisterConfig;
  active: boolean;
  ready: boolean;
  onChoose: () => void;
}

function Entry({ entry, config, active, ready, onChoose }: EntryProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { cart, operatorId, registerId, registerName, state, at, total } = entry;
  const operator = operatorName(config, operatorId);
  const where =
    registerId === null || registerId === config.register.registerId ? t('parked.here') : (registerName ?? registerId);
  return (
    <UnstyledButton
      type="button"
      className={css.parked}
      aria-current={active || undefined}
      disabled={!ready}
      onClick={onChoose}
      data-testid="parked-cart"
      data-state={state}
      data-cart={cart.id}
    >
      <span className={css.parkedName}>{cart.note?.text ?? operator}</span>
      <span className={css.parkedTotal}>{formats.money(total)}</span>
      <span className={css.parkedMore}>
        {operator} · {formats.time(at)} · {t('parked.items', { count: cart.lines.length })} · {where}
        {state === 'gone' && <span className={css.gone}> · {t('parked.gone')}</span>}
        {!ready && ` · ${t('parked.needsNetwork')}`}
      </span>
    </UnstyledButton>
  );
}

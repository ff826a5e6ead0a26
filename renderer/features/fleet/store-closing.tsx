import { ArrowLeft, DoorClosed } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import {
  StoreClosing as ClosingAnswer,
  type FleetStore,
  type StoreObstacle,
  StoreStatusAnswer,
} from '#contracts/http/fleet.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import css from './fleet.module.css';

interface StoreClosingProps {
  store: FleetStore;
  onClosed: (title: string, next: string) => void;
  onLeave: () => void;
}

/** What stands in the way of closing a store, or what closing it comes to. */
export function StoreClosing({ store, onClosed, onLeave }: StoreClosingProps) {
  const { t } = useTranslation();
  const { storeId, name, revision } = store;
  const path = `/stores/${encodeURIComponent(storeId)}`;
  const asked = useServer(`${path}/closing`, ClosingAnswer);
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(onLeave);

  async function close(): Promise<void> {
    const said = await send(`${path}/status`, StoreStatusAnswer, {
      method: 'POST',
      body: { revision, archived: true },
    });
    if (said?.ok) return onClosed(t('fleet.stores.closed', { name }), t('fleet.stores.closedNext'));
    if (said && 'faults' in said) setFault(said.faults[0] ?? 'internal');
    else if (said && 'conflict' in said) setFault('change-conflict');
    asked.again();
  }

  function obstacleWords({ obstacle, count, names }: StoreObstacle): { title: string; next: string } {
    const next = t(`fleet.stores.obstacles.${obstacle}.next`);
    if (obstacle === 'own') return { title: t('fleet.stores.obstacles.own.title'), next };
    const list = names.join(', ') + (count > names.length ? ' …' : '');
    return { title: t(`fleet.stores.obstacles.${obstacle}.title`, { count, names: list }), next };
  }
  return (
    <div className={sheet.form} data-testid="store-closing">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="store-closing-leave">
          {t('fleet.form.cancel')}
        </Action>
        <h2 className={sheet.formTitle}>{t('fleet.stores.closeTitle', { name })}</h2>
      </div>
      <FaultNotice fault={fault} />
      <Answered asked={asked} offlineText={t('fleet.offline')}>
        {({ obstacles, registers }) =>
          obstacles.length > 0 ? (
            <section className={sheet.section}>
              <h3 className={sheet.heading}>{t('fleet.stores.closeBlocked')}</h3>
              {obstacles.map((obstacle) => (
                <Notice key={obstacle.obstacle} tone="warn" code={obstacle.obstacle} {...obstacleWords(obstacle)} />
              ))}
            </section>
          ) : (
            <section className={sheet.section}>
              <p className={css.hint}>{t('fleet.stores.closeText', { count: registers })}</p>
              <div className={sheet.actions}>
                <Action
                  tone="bad"
                  icon={DoorClosed}
                  disabled={busy}
                  onClick={() => void close()}
                  data-testid="store-close-sure"
                >
                  {t('fleet.stores.closeYes')}
                </Action>
              </div>
            </section>
          )
        }
      </Answered>
    </div>
  );
}

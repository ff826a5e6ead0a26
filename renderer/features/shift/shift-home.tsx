import {
  ArrowDownToLine,
  ArrowUpFromLine,
  CalendarCheck,
  FileText,
  Landmark,
  LockOpen,
  type LucideIcon,
  Moon,
  UserRoundCheck,
  Vault,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TillSession } from '#contracts/ipc/host.ts';
import { mayOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './shift-home.module.css';
import { isOthers, mayExpect } from './shift-parts.ts';
import { useSessionTotals } from './use-session-totals.ts';

/** What can be done in an open session, in the order of a day. */
export type ShiftAction = 'in' | 'out' | 'pickup' | 'noSale' | 'handOver' | 'x' | 'close' | 'safe' | 'bank' | 'day';

const ICONS: Readonly<Record<ShiftAction, LucideIcon>> = {
  in: ArrowDownToLine,
  out: ArrowUpFromLine,
  pickup: Vault,
  noSale: LockOpen,
  handOver: UserRoundCheck,
  x: FileText,
  close: Moon,
  safe: Vault,
  bank: Landmark,
  day: CalendarCheck,
};
const DRAWER: readonly ShiftAction[] = ['in', 'out', 'pickup', 'noSale', 'handOver', 'x'];

interface ShiftHomeProps extends ShiftProps {
  session: TillSession;
  /** What was just done. */
  done: string | null;
  onAction: (action: ShiftAction) => void;
}

/** The open session: who answers for it since when, what was taken so far, and everything that can be done with the drawer. */
export function ShiftHome({ status, config, operatorId, session, done, onAction }: ShiftHomeProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { totals } = useSessionTotals(status);
  const shown = mayExpect(config, operatorId);
  return (
    <div className={css.home} data-testid="shift-home">
      {done && <Notice tone="ok" code="done" title={done} />}
      {isOthers(session, operatorId) && (
        <Notice
          tone="warn"
          code="session-not-yours"
          title={t('shift.others', { name: operatorName(config, session.accountable) })}
        />
      )}
      <dl className={css.facts}>
        <Fact name={t('shift.accountable')} testId="accountable">
          {operatorName(config, session.accountable)}
        </Fact>
        <Fact name={t('shift.since')}>{formats.dateTime(session.openedAt)}</Fact>
        <Fact name={t('shift.businessDate')} testId="business-date">
          {formats.day(session.businessDate)}
        </Fact>
        <Fact name={t('shift.mode')}>{session.drawerId ?? t(`shift.modes.${session.mode}`)}</Fact>
        <Fact name={t('shift.open.float')} testId="float">
          {formats.money(session.float)}
        </Fact>
        <Fact name={t('shift.receipts')} testId="shift-receipts">
          {totals ? formats.count(totals.receipts?.count ?? 0) : '…'}
        </Fact>
        <Fact name={t('shift.sales')} testId="shift-sales">
          {shown ? (totals ? formats.money(totals.total) : '…') : t('shift.hidden')}
        </Fact>
        <Fact name={t('shift.drawerHolds')} testId="shift-drawer">
          {shown ? (totals ? formats.money(totals.drawer) : '…') : t('shift.hidden')}
        </Fact>
      </dl>
      <div className={css.actions}>
        {DRAWER.map((action) => (
          <Tile key={action} action={action} onAction={onAction} />
        ))}
      </div>
      <div className={css.actions}>
        <Action tone="next" size="lg" icon={Moon} onClick={() => onAction('close')} data-testid="shift-close">
          {t('shift.actions.close')}
        </Action>
      </div>
      <StoreActions config={config} operatorId={operatorId} onAction={onAction} />
    </div>
  );
}

interface StoreActionsProps {
  config: ShiftProps['config'];
  operatorId: string;
  onAction: (action: ShiftAction) => void;
}

/** What concerns the store rather than this drawer; for those whose role has it. */
export function StoreActions({ config, operatorId, onAction }: StoreActionsProps) {
  const { t } = useTranslation();
  const safe = mayOf(config, operatorId, 'safe-and-bank');
  const day = mayOf(config, operatorId, 'reports') || mayOf(config, operatorId, 'day-close');
  if (!safe && !day) return null;
  return (
    <section aria-label={t('shift.store')} className={css.store}>
      <h2 className={css.heading}>{t('shift.store')}</h2>
      <div className={css.actions}>
        {safe && <Tile action="safe" onAction={onAction} />}
        {safe && <Tile action="bank" onAction={onAction} />}
        {day && <Tile action="day" onAction={onAction} />}
      </div>
    </section>
  );
}

function Tile({ action, onAction }: { action: ShiftAction; onAction: (action: ShiftAction) => void }) {
  const { t } = useTranslation();
  return (
    <Action size="lg" icon={ICONS[action]} onClick={() => onAction(action)} data-testid={`shift-${action}`}>
      {t(`shift.actions.${action}`)}
    </Action>
  );
}

function Fact({ name, testId, children }: { name: string; testId?: string; children: string }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd data-testid={testId}>{children}</dd>
    </div>
  );
}

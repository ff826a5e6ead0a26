import { CalendarClock, FileText, UserRoundX } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { mayOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { type Readable, useStore } from '#renderer/app/external-store.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { ItemStorage } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { keptDraft } from './close/close-shift.ts';
import css from './drawer-gate.module.css';
import { HandOverForm, type TakeOver } from './hand-over-form.tsx';
import { OpenShift } from './open-shift.tsx';
import { isOthers } from './shift-parts.ts';

interface DrawerGateProps extends ShiftProps {
  top: ReactNode;
  /** The cart in hand, if there is one: it is finished first. */
  sale: Readable<{ cart: unknown }>;
  onClose: () => void;
  /** Another operator signs in. */
  onSwitch: () => void;
  children: ReactNode;
}

/**
 * What stands before selling: a session with a counted float; one that is not left over from another day, before the next
 * cart; one that is this operator's, or that they may share. In training there is none of it.
 */
export function DrawerGate({ status, config, operatorId, top, sale, onClose, onSwitch, children }: DrawerGateProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kept } = useTill();
  const { allow } = useOverride();
  const [taking, setTaking] = useState<TakeOver | null>(null);
  const { session, signedIn } = status;
  const busy = useStore(sale).cart !== null;
  if (signedIn?.training === true) return children;
  if (!session && isZWaiting(kept)) {
    return (
      <Gate top={top}>
        <Empty icon={FileText} title={t('shift.z.waiting')} text={t('shift.z.waitingText')}>
          <Action tone="next" size="lg" onClick={onClose} data-testid="z-waiting">
            {t('shift.z.see')}
          </Action>
        </Empty>
      </Gate>
    );
  }
  if (!session) {
    return (
      <Gate top={top}>
        <OpenShift status={status} config={config} operatorId={operatorId} onOpened={() => undefined} />
      </Gate>
    );
  }
  if (session.overdue && !busy) {
    return (
      <Gate top={top}>
        <Empty
          icon={CalendarClock}
          title={t('shift.overdue.title')}
          text={t('shift.overdue.text', { date: formats.day(session.businessDate) })}
        >
          <Action tone="next" size="lg" onClick={onClose} data-testid="overdue-close">
            {t('shift.actions.close')}
          </Action>
        </Empty>
      </Gate>
    );
  }
  if (!isOthers(session, operatorId) || mayOf(config, operatorId, 'session-share')) return children;
  const takeOver = async (): Promise<void> => {
    const factId = uuid();
    const allowed = await allow('session-share', 0, factId, { name: operatorName(config, session.accountable) });
    if (!allowed.ok) return;
    const { overrideId } = allowed;
    setTaking({ operatorId, factId, ...(overrideId === undefined ? {} : { overrideId }) });
  };
  const back = (): void => setTaking(null);
  if (taking?.operatorId === operatorId) {
    return (
      <Gate top={top}>
        <HandOverForm session={session} config={config} taking={taking} onBack={back} onDone={back} />
      </Gate>
    );
  }
  return (
    <Gate top={top}>
      <Empty
        icon={UserRoundX}
        title={t('shift.others', { name: operatorName(config, session.accountable) })}
        text={t('shift.othersText')}
      >
        <div className={css.choices} data-testid="drawer-of-other">
          <Action tone="next" size="lg" onClick={onSwitch} data-testid="gate-switch">
            {t('rail.switch')}
          </Action>
          <Action size="lg" onClick={() => void takeOver()} data-testid="gate-take-over">
            {t('shift.actions.takeOver')}
          </Action>
          <Action size="lg" onClick={onClose} data-testid="gate-close">
            {t('shift.actions.close')}
          </Action>
        </div>
      </Empty>
    </Gate>
  );
}

/** Whether a close that was asked for has not been seen to its end. */
function isZWaiting(kept: ItemStorage): boolean {
  const draft = keptDraft(kept, null);
  return draft !== null && (draft.asked || draft.closed !== null);
}

function Gate({ top, children }: { top: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  const { play } = useTill();
  useKeyLayer('screen', { onScan: () => play('wrong') });
  return (
    <Page title={t('rail.sell')} top={top}>
      {children}
    </Page>
  );
}

import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Permission } from '#domain/operator/permission.ts';
import type { ShiftProps } from '#renderer/app/at-till.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { CashMoveForm } from './cash-move-form.tsx';
import { CloseScreen } from './close/close-screen.tsx';
import { keptDraft } from './close/close-shift.ts';
import { StoreDay } from './day/store-day.tsx';
import { HandOverForm } from './hand-over-form.tsx';
import { NoSaleForm } from './no-sale-form.tsx';
import { OpenShift } from './open-shift.tsx';
import { SafeForm } from './safe-form.tsx';
import { type ShiftAction, ShiftHome, StoreActions } from './shift-home.tsx';
import { closePermission } from './shift-parts.ts';
import css from './shift-screen.module.css';
import { XReport } from './x-report.tsx';

/** What is done now; `overrideId` when a manager allowed it. */
export interface ShiftTask {
  action: ShiftAction;
  /** Of the fact that it makes. */
  factId?: string;
  overrideId?: string;
}

interface ShiftScreenProps extends ShiftProps {
  top: ReactNode;
  /** What was under way when the section was left. */
  task: ShiftTask | null;
  onTask: (task: ShiftTask | null) => void;
  onOpened: () => void;
  onSignOut: () => void;
}

/** Asked for before the form; a cash movement's is asked for with its amount. */
const PERMISSION: Readonly<Record<ShiftAction, Permission | null>> = {
  in: null,
  out: null,
  pickup: null,
  noSale: 'no-sale',
  handOver: null,
  x: 'report-x',
  close: null,
  safe: 'safe-and-bank',
  bank: 'safe-and-bank',
  day: null,
};

/** The drawer's day: opening with a counted float, what happens to the cash, the close and its Z, the store's day. */
export function ShiftScreen(props: ShiftScreenProps) {
  const { status, config, operatorId, top, task, onTask, onOpened, onSignOut } = props;
  const { t } = useTranslation();
  const { allow } = useOverride();
  const { kept, store, storeFault } = useTill();
  // A close half done is in the database; where that can't be opened, a close is possible all the same.
  const database = useStore(store);
  const storeTrouble = useStore(storeFault);
  const opening = database === null && storeTrouble === null;
  const [done, setDone] = useState<string | null>(null);
  const { session } = status;
  const training = status.signedIn?.training === true;

  async function begin(action: ShiftAction): Promise<void> {
    const factId = uuid();
    const asked = action === 'close' ? closePermission(status, operatorId) : PERMISSION[action];
    const allowed =
      asked === null ? { ok: true as const } : await allow(asked, 0, action === 'close' ? session?.sessionId : factId);
    if (!allowed.ok) return;
    setDone(null);
    onTask({ action, factId, ...(allowed.overrideId === undefined ? {} : { overrideId: allowed.overrideId }) });
  }
  const back = (): void => onTask(null);
  const finish = (words: string): void => {
    setDone(words);
    onTask(null);
  };

  return (
    <Page title={t('rail.shift')} top={top}>
      <div className={css.shift}>{!opening && content()}</div>
    </Page>
  );

  function content(): ReactNode {
    const shared = { status, config, operatorId };
    if (task?.action === 'safe' || task?.action === 'bank') {
      return (
        <SafeForm key={task.action} config={config} kind={task.action} task={task} onBack={back} onDone={finish} />
      );
    }
    if (task?.action === 'day') return <StoreDay {...shared} onBack={back} />;
    const closing = keptDraft(kept, session?.sessionId ?? null, training);
    if (closing && (task?.action === 'close' || closing.asked || closing.closed)) {
      return closeOf(closing.sessionId);
    }
    if (!session) {
      return (
        <div className={css.open}>
          <OpenShift {...shared} onOpened={onOpened} />
          <div className={css.store}>
            <StoreActions config={config} operatorId={operatorId} onAction={(action) => void begin(action)} />
          </div>
        </div>
      );
    }
    const moved = task?.action;
    if (moved === 'close') return closeOf(session.sessionId);
    if (moved === 'in' || moved === 'out' || moved === 'pickup') {
      return (
        <CashMoveForm key={moved} session={session} config={config} direction={moved} onBack={back} onDone={finish} />
      );
    }
    if (moved === 'noSale') {
      return <NoSaleForm config={config} task={task} onBack={back} onDone={finish} />;
    }
    if (moved === 'handOver') return <HandOverForm session={session} config={config} onBack={back} onDone={finish} />;
    if (moved === 'x') return <XReport {...shared} onBack={back} />;
    return <ShiftHome {...shared} session={session} done={done} onAction={(action) => void begin(action)} />;
  }

  function closeOf(sessionId: string): ReactNode {
    return (
      <CloseScreen
        key={sessionId}
        status={status}
        config={config}
        operatorId={operatorId}
        sessionId={sessionId}
        overrideId={task?.overrideId}
        onBack={back}
        onSignOut={() => {
          back();
          onSignOut();
        }}
        onOpenNext={back}
      />
    );
  }
}

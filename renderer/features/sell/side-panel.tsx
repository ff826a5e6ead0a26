import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { type ExternalStore, useStore } from '#renderer/app/external-store.ts';
import { useProgress } from '#renderer/app/till-context.tsx';
import { CameraPanel } from '#renderer/features/camera/camera-panel.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { AccountPanel } from './account-panel.tsx';
import { ActionsPanel, type SellMenuAction } from './actions-panel.tsx';
import { mayDeliver } from './deliver/may-deliver.ts';
import { DiscountPanel } from './discount-panel.tsx';
import { LinePanel, type LineTab } from './line-panel.tsx';
import { MemberPanel } from './member-panel.tsx';
import { NoteForm } from './note-form.tsx';
import { ParkedPanel } from './parked-panel.tsx';
import { PriceCheckPanel } from './price-check-panel.tsx';
import { PromptPanel } from './prompt-panel.tsx';
import { ReasonPanel } from './reason-panel.tsx';
import type { Sale } from './sale.ts';
import { Shelf } from './shelf.tsx';
import { UnlistedPanel } from './unlisted-panel.tsx';

/** What is open beside the cart in place of the tiles. */
export type OpenPanel =
  | { kind: 'line'; lineId: string; tab: LineTab }
  | { kind: 'account'; memberId: string | null }
  | { kind: 'unlisted'; code: string | null; price?: number | null }
  | { kind: 'discount' | 'member' | 'price-check' | 'camera' | 'parked' | 'actions' | 'clear' | 'exempt' | 'note' };

interface SidePanelProps {
  sale: Sale;
  category: ExternalStore<string | null>;
  status: HostStatus;
  config: RegisterConfig;
  panel: OpenPanel | null;
  onPanel: (panel: OpenPanel | null) => void;
  can: (action: SellMenuAction) => boolean;
  onAction: (action: SellMenuAction) => void;
  onPayAccount: (memberId: string, amount: number) => void;
  /** The tile a key asked for; a new object each time. */
  tap: { index: number } | null;
}

/** What must be answered, else what was opened, else the tiles. */
export function SidePanel(props: SidePanelProps) {
  const { sale, category, status, config, panel, onPanel, can, onAction, onPayAccount, tap } = props;
  const { prompt } = useStore(sale.view);
  const progress = useProgress();
  const close = (): void => onPanel(null);
  if (prompt) return <PromptPanel sale={sale} status={status} config={config} prompt={prompt} />;
  switch (panel?.kind) {
    case 'line':
      return (
        <LinePanel
          key={`${panel.lineId}-${panel.tab}`}
          sale={sale}
          config={config}
          deliverable={mayDeliver(config, status.signedIn?.training === true)}
          lineId={panel.lineId}
          tab={panel.tab}
          onTab={(tab) => onPanel({ ...panel, tab })}
          onClose={close}
        />
      );
    case 'discount':
      return <DiscountPanel sale={sale} config={config} onClose={close} />;
    case 'member':
      return (
        <MemberPanel
          sale={sale}
          config={config}
          mayGroup={mayOf(config, status.signedIn?.operatorId ?? '', 'prices')}
          // What is practised enrols nobody.
          mayEnrol={!status.signedIn?.training && mayOf(config, status.signedIn?.operatorId ?? '', 'member-enrol')}
          onAccount={can('account') ? (memberId) => onPanel({ kind: 'account', memberId }) : null}
          onClose={close}
        />
      );
    case 'account':
      return <AccountPanel config={config} memberId={panel.memberId} onPay={onPayAccount} onClose={close} />;
    case 'unlisted':
      return (
        <UnlistedPanel sale={sale} config={config} code={panel.code} price={panel.price ?? null} onClose={close} />
      );
    case 'price-check': {
      const asOf = status.online ? null : (progress?.asOf ?? null);
      return (
        <PriceCheckPanel
          sale={sale}
          config={config}
          asOf={asOf}
          deliverable={mayDeliver(config, status.signedIn?.training === true)}
          onElsewhere={(lineId) => onPanel({ kind: 'line', lineId, tab: 'deliver' })}
          onClose={close}
        />
      );
    }
    case 'camera':
      return <CameraPanel onClose={close} />;
    case 'parked':
      return <ParkedPanel sale={sale} status={status} config={config} onClose={close} />;
    case 'actions':
      return <ActionsPanel can={can} onAction={onAction} onClose={close} />;
    case 'clear':
    case 'exempt':
    case 'note':
      return <CartPanel kind={panel.kind} sale={sale} config={config} onClose={close} />;
    default:
      return <Shelf sale={sale} category={category} status={status} tap={tap} />;
  }
}

interface CartPanelProps {
  kind: 'clear' | 'exempt' | 'note';
  sale: Sale;
  config: RegisterConfig;
  onClose: () => void;
}

/** What concerns the whole cart: clearing it, selling it without tax, a note on it. */
function CartPanel({ kind, sale, config, onClose }: CartPanelProps) {
  const { t } = useTranslation();
  const { cart } = useStore(sale.view);
  const policy = storePolicy(config.store);
  async function exempt(reason: string, text: string): Promise<void> {
    const certificate = text === '' ? {} : { certificate: { id: uuid(), text } };
    if (await sale.ask({ type: 'exempt', exemption: { reason, ...certificate } })) onClose();
  }
  async function clear(reason: string): Promise<void> {
    if (await sale.ask({ type: 'clear', reason })) onClose();
  }
  if (kind === 'note')
    return (
      <Panel title={t('note.cartTitle')} closeName={t('app.close')} onClose={onClose} testId="note-panel">
        <NoteForm note={cart?.note} onNote={(note) => sale.edit({ type: 'note-cart', note })} onClose={onClose} />
      </Panel>
    );
  if (kind === 'exempt')
    return (
      <ReasonPanel
        title={t('exempt.title')}
        reasons={policy.exemptReasons}
        submit={t('exempt.apply')}
        text={t('exempt.certificate')}
        onSubmit={(reason, text) => void exempt(reason, text)}
        onClose={onClose}
        testId="exempt"
      />
    );
  return (
    <ReasonPanel
      title={t('abandon.title')}
      reasons={policy.abandonReasons}
      submit={t('abandon.apply')}
      tone="bad"
      onSubmit={(reason) => void clear(reason)}
      onClose={onClose}
      testId="clear"
    />
  );
}

import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { ExternalStore } from '#renderer/app/external-store.ts';
import { DiscountPanel } from './discount-panel.tsx';
import { LinePanel, type LineTab } from './line-panel.tsx';
import { MemberPanel } from './member-panel.tsx';
import type { Sale } from './sale.ts';
import { Shelf } from './shelf.tsx';

/** What is open beside the cart in place of the tiles. */
export type OpenPanel = { kind: 'line'; lineId: string; tab: LineTab } | { kind: 'discount' } | { kind: 'member' };

interface SidePanelProps {
  sale: Sale;
  category: ExternalStore<string | null>;
  status: HostStatus;
  config: RegisterConfig;
  panel: OpenPanel | null;
  onPanel: (panel: OpenPanel | null) => void;
  /** The tile a key asked for; a new object each time. */
  tap: { index: number } | null;
}

/** The tiles, or what is open in their place. */
export function SidePanel({ sale, category, status, config, panel, onPanel, tap }: SidePanelProps) {
  const close = (): void => onPanel(null);
  switch (panel?.kind) {
    case 'line':
      return (
        <LinePanel
          key={`${panel.lineId}-${panel.tab}`}
          sale={sale}
          config={config}
          lineId={panel.lineId}
          tab={panel.tab}
          onTab={(tab) => onPanel({ ...panel, tab })}
          onClose={close}
        />
      );
    case 'discount':
      return <DiscountPanel sale={sale} config={config} onClose={close} />;
    case 'member':
      return <MemberPanel sale={sale} onClose={close} />;
    default:
      return <Shelf sale={sale} category={category} status={status} tap={tap} />;
  }
}

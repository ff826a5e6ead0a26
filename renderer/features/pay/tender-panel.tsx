import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { RefundMeans } from '#domain/order/refund-means.ts';
import type { Tender } from '#domain/tender/tender.ts';
import type { Tendered } from '#domain/tender/tender-walk.ts';
import { AccountForm, ManualCardForm, ThirdPartyForm } from '#renderer/features/pay/amount-form.tsx';
import { CashForm } from '#renderer/features/pay/cash-form.tsx';
import { PointsForm } from '#renderer/features/pay/points-form.tsx';
import { RefundForm } from '#renderer/features/pay/refund-form.tsx';
import type { Paying } from '#renderer/features/pay/use-pay.ts';
import { ValueForm } from '#renderer/features/pay/value-form.tsx';

/** What a device is asked for: positive; `original` is the payment that is refunded, `code` what a wallet's customer showed. */
export interface DeviceAsk {
  amount: number;
  original?: string;
  code?: string;
}

export interface TenderPanelProps {
  paying: Paying;
  tender: Tender;
  name: string;
  config: RegisterConfig;
  /** Where money goes back by this tender: the payment it came from, when one is known. */
  means: RefundMeans | null;
  disabled: boolean;
  /** Whether Enter was pressed before the form was there, and is meant for it; heard once. */
  hearEnter: () => boolean;
  onTake: (tendered: Omit<Tendered, 'id' | 'tender'>, issued?: boolean) => void;
  onStart: (ask: DeviceAsk) => void;
  onBack: () => void;
}

/** The form of one tender: what must be entered to take money by it, or to give it back. */
export function TenderPanel(props: TenderPanelProps) {
  if (props.paying.left < 0) return <RefundForm {...props} />;
  switch (props.tender.kind) {
    case 'cash':
      return <CashForm {...props} />;
    case 'card-manual':
      return <ManualCardForm {...props} />;
    case 'card':
    case 'wallet':
      return <ThirdPartyForm {...props} />;
    case 'gift-card':
    case 'store-credit':
    case 'voucher':
      return <ValueForm {...props} />;
    case 'points':
      return <PointsForm {...props} />;
    case 'account':
      return <AccountForm {...props} />;
  }
}

import {
  Banknote,
  CreditCard,
  Gift,
  type LucideIcon,
  NotebookPen,
  QrCode,
  Smartphone,
  Sparkles,
  Ticket,
  Undo2,
  X,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { Payment } from '#domain/order/order.ts';
import { type Tender, type TenderKind, tenderOf } from '#domain/tender/tender.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './tender-list.module.css';

const ICONS: Readonly<Record<TenderKind, LucideIcon>> = {
  cash: Banknote,
  'card-manual': CreditCard,
  card: CreditCard,
  wallet: QrCode,
  'gift-card': Gift,
  'store-credit': Smartphone,
  voucher: Ticket,
  points: Sparkles,
  account: NotebookPen,
};

interface TenderListProps {
  tenders: readonly Tender[];
  chosen: string;
  disabled: boolean;
  /** Whether a tender has a key that chooses it. */
  onChoose: (tender: Tender) => void;
}

/** The store's tenders; Alt and a digit choose one. */
export function TenderList({ tenders, chosen, disabled, onChoose }: TenderListProps) {
  const { t, i18n } = useTranslation();
  return (
    <fieldset className={css.tenders} aria-label={t('pay.tenders')}>
      {tenders.map((tender, index) => (
        <Action
          key={tender.tenderId}
          size="lg"
          icon={ICONS[tender.kind]}
          hint={index < 9 ? `Alt ${index + 1}` : undefined}
          aria-pressed={tender.tenderId === chosen}
          disabled={disabled}
          onClick={() => onChoose(tender)}
          data-testid="tender"
          data-tender={tender.tenderId}
        >
          {tenderName(t, tender, i18n.language)}
        </Action>
      ))}
    </fieldset>
  );
}

interface TakenListProps {
  payments: readonly Payment[];
  /** Those of third parties, which are voided where the others are given back. */
  thirdParty: readonly ThirdPartyPayment[];
  tenders: readonly Tender[];
  disabled: boolean;
  onRemove: (paymentId: string) => void;
  onVoid: (paymentId: string) => void;
}

/** What was taken so far, and how to undo it. */
export function TakenList({ payments, thirdParty, tenders, disabled, onRemove, onVoid }: TakenListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  if (payments.length === 0) return null;
  return (
    <ul className={css.taken} aria-label={t('pay.taken')}>
      {payments.map((payment) => {
        const tender = tenderOf(tenders, payment.tender);
        const name = tender ? tenderName(t, tender, i18n.language) : payment.tender;
        const approved = thirdParty.some(({ paymentId }) => paymentId === payment.id);
        return (
          <li key={payment.id} className={css.payment} data-testid="taken-payment" data-tender={payment.tender}>
            <span className={css.name}>{name}</span>
            {payment.tip !== undefined && <span>{t('pay.tipOf', { amount: formats.money(payment.tip) })}</span>}
            <span className={css.amount}>{formats.money(payment.amount)}</span>
            <Action
              tone="quiet"
              icon={approved ? Undo2 : X}
              disabled={disabled}
              onClick={() => (approved ? onVoid(payment.id) : onRemove(payment.id))}
              data-testid={approved ? 'void-payment' : 'remove-payment'}
            >
              {approved ? t('pay.void') : t('pay.remove')}
            </Action>
          </li>
        );
      })}
    </ul>
  );
}

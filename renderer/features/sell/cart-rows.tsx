import { BadgePercent, NotebookPen, Undo2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Note, ReturnLine, TaxExemption } from '#domain/order/cart.ts';
import { isDepositLine } from '#domain/order/deposit.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './cart-row.module.css';

interface RowProps {
  icon: ReactNode;
  children: ReactNode;
  amount?: string;
  removeName: string;
  onRemove: () => void;
  testId: string;
}

function Row({ icon, children, amount, removeName, onRemove, testId }: RowProps) {
  return (
    <li className={css.row} data-testid={testId}>
      <span className={css.what}>
        <span className={css.mark}>
          {icon}
          <span>{children}</span>
        </span>
      </span>
      <IconAction icon={X} label={removeName} onClick={onRemove} data-testid={`${testId}-remove`} />
      {amount !== undefined && <span className={css.amount}>{amount}</span>}
    </li>
  );
}

/** Something that comes back in the same ticket. */
export function ReturnRow({ line, onRemove }: { line: ReturnLine; onRemove: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { name, quantity, unit, amount, reason } = line;
  return (
    <Row
      icon={<Undo2 size={18} aria-hidden />}
      amount={formats.amount(amount)}
      removeName={t('sell.removeLine', { name })}
      onRemove={onRemove}
      testId="return-row"
    >
      {isDepositLine(line)
        ? t('sell.depositPaid', { receipt: line.source?.receipt ?? '' })
        : t('sell.returned', { name, quantity: formats.quantity(quantity, unit), reason: reasonWords(t, reason) })}
    </Row>
  );
}

/** The cart is sold without tax. */
export function ExemptRow({ exemption, onRemove }: { exemption: TaxExemption; onRemove: () => void }) {
  const { t } = useTranslation();
  const { reason, certificate } = exemption;
  return (
    <Row
      icon={<BadgePercent size={18} aria-hidden />}
      removeName={t('exempt.remove')}
      onRemove={onRemove}
      testId="exempt-row"
    >
      {t('exempt.row', { reason: reasonWords(t, reason) })} {certificate?.text}
    </Row>
  );
}

/** The note on the cart. */
export function NoteRow({ note, onRemove }: { note: Note; onRemove: () => void }) {
  const { t } = useTranslation();
  return (
    <Row
      icon={<NotebookPen size={18} aria-hidden />}
      removeName={t('note.remove')}
      onRemove={onRemove}
      testId="note-row"
    >
      {note.text}
    </Row>
  );
}

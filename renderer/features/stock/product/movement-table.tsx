import { useTranslation } from 'react-i18next';
import type { MovementRow } from '#contracts/http/stock.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import { operatorName } from '#renderer/app/names.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { transferNumber } from '#renderer/features/stock/transfer/transfer-code.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './product.module.css';

/** Kinds of documents that are a receipt. */
const RECEIPTS: ReadonlySet<string> = new Set(['order', 'receipt']);

interface MovementTableProps {
  movements: readonly MovementRow[];
  unit: Unit;
  config: RegisterConfig;
  /** Reads on; null at the end. */
  more: (() => void) | null;
  onReceipt: (number: string) => void;
}

/** Everything that moved a product's stock here, newest first, with what it is part of. */
export function MovementTable({ movements, unit, config, more, onReceipt }: MovementTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (movements.length === 0) return <p className={css.sub}>{t('stock.product.noMovements')}</p>;
  return (
    <div className={css.wide}>
      <table className={css.table}>
        <caption className={css.caption}>{t('stock.product.movements')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('stock.product.when')}</th>
            <th scope="col">{t('stock.product.what')}</th>
            <th scope="col" data-number>
              {t('stock.product.change')}
            </th>
            <th scope="col" data-number>
              {t('stock.product.after')}
            </th>
            <th scope="col">{t('stock.product.document')}</th>
            <th scope="col">{t('stock.product.who')}</th>
          </tr>
        </thead>
        <tbody>
          {movements.map((row) => (
            <tr key={`${row.journalId} ${row.seq} ${row.no}`} data-testid="stock-movement" data-kind={row.kind}>
              <td>{formats.dateTime(row.at)}</td>
              <td>
                {t(`stock.movement.${row.kind}`)}
                <Detail row={row} />
              </td>
              <td data-number data-negative={row.quantity < 0 || undefined} data-testid="movement-change">
                {signed(row.quantity)}
              </td>
              <td data-number>{formats.quantity(row.onHandAfter, unit)}</td>
              <td>
                <Document document={row.document} onReceipt={onReceipt} />
              </td>
              <td>{row.operatorId === null ? '–' : operatorName(config, row.operatorId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && (
        <Action onClick={more} data-testid="movements-more">
          {t('sell.foundMore')}
        </Action>
      )}
    </div>
  );

  function signed(quantity: number): string {
    return `${quantity > 0 ? '+' : ''}${formats.quantity(quantity, unit)}`;
  }
}

function Detail({ row: { kind, reason, batch, expiry } }: { row: MovementRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const parts = [
    reason === null || reason === kind ? null : reasonWords(t, reason),
    batch,
    expiry === null ? null : formats.day(expiry),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <div className={css.sub}>{parts.join(' · ')}</div>;
}

interface DocumentProps {
  document: MovementRow['document'];
  onReceipt: (number: string) => void;
}

function Document({ document, onReceipt }: DocumentProps) {
  const { t } = useTranslation();
  if (!document) return '–';
  const { kind, id, text } = document;
  if (!RECEIPTS.has(kind)) return <span data-selectable>{words()}</span>;
  return (
    <Action tone="quiet" onClick={() => onReceipt(text)} data-testid="movement-receipt">
      {text}
    </Action>
  );

  function words(): string {
    switch (kind) {
      case 'transfer':
        return t('stock.document.transfer', { number: transferNumber(id) });
      case 'purchase-order':
        return [t('stock.document.order'), text].filter((part) => part !== '').join(' · ');
      case 'delivery-note':
        return t('stock.document.deliveryNote', { number: text });
      case 'supplier':
        return t('stock.document.supplier');
      case 'count':
        return t('stock.movement.count');
      default:
        return text === '' ? '–' : text;
    }
  }
}

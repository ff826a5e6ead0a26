import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { lineCost, type PurchaseOrderFault } from '#domain/stock/purchase-order.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { IconAction } from '#renderer/ui/action.tsx';
import css from './buy.module.css';
import { NumberInput } from './number-input.tsx';
import { dropLine, type OrderEntry, orderLines, setLine } from './order-draft.ts';

interface OrderLinesProps {
  entry: OrderEntry;
  faults: readonly PurchaseOrderFault[];
  /** Of the currency. */
  digits: number;
  onEntry: (change: (current: OrderEntry) => OrderEntry) => void;
}

/** The lines of an order that is being written: packs, what one costs, and what that comes to. */
export function OrderLines({ entry, faults, digits, onEntry }: OrderLinesProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const cards = useCards(entry.lines.map(({ variantId }) => variantId));
  return (
    <ul className={frame.lines}>
      {entry.lines.map((line) => {
        const { variantId, packs, packSize, packCost } = line;
        const card = cards.get(variantId);
        const name = card ? localName(card, i18n.language) : variantId;
        const unit = card?.unit ?? 'each';
        const [read] = orderLines({ ...entry, lines: [line] }) ?? [];
        const least = faults.find((fault) => fault.variantId === variantId && fault.code === 'quantity-below-minimum');
        const onHand = card?.stock?.onHand;
        return (
          <li key={variantId} className={css.line} data-testid="order-line" data-sku={card?.sku}>
            <span className={frame.words}>
              <span className={frame.name}>{name}</span>
              <span className={frame.sub}>
                {[
                  ...(card ? [card.sku] : []),
                  t('buy.packOf', { quantity: formats.quantity(packSize, unit) }),
                  ...(onHand === undefined ? [] : [t('buy.onHand', { quantity: formats.quantity(onHand, unit) })]),
                ].join(' · ')}
              </span>
              {least?.needed && (
                <span className={css.wrong} data-testid="line-below">
                  {t('buy.least', { quantity: formats.quantity(least.needed, unit) })}
                </span>
              )}
            </span>
            <NumberInput
              label={t('buy.packs')}
              value={packs}
              digits={0}
              wrong={!packs}
              onValue={(value) => onEntry((current) => setLine(current, variantId, { packs: value }))}
              testId="order-packs"
            />
            <NumberInput
              label={t('buy.packCost')}
              value={packCost}
              digits={digits}
              money
              wrong={packCost === null}
              onValue={(value) => onEntry((current) => setLine(current, variantId, { packCost: value }))}
              testId="order-cost"
            />
            <span className={css.result}>
              <span className={frame.quantity}>{read ? formats.money(lineCost(read)) : '–'}</span>
              <span className={frame.sub}>{read ? formats.quantity(read.quantity, unit) : ''}</span>
            </span>
            <IconAction
              icon={X}
              label={t('buy.remove', { name })}
              onClick={() => onEntry((current) => dropLine(current, variantId))}
              data-testid="order-remove"
            />
          </li>
        );
      })}
    </ul>
  );
}

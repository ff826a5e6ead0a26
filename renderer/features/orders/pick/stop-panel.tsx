import { PackageX, Replace } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { PickStop } from '#domain/fulfilment/pick-list.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from '#renderer/features/orders/shared/orders.module.css';
import { NumberForm } from '#renderer/features/sell/number-form.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import type { FulfilmentLine, VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { consentsOf } from './substitute.ts';

interface StopPanelProps {
  stop: PickStop;
  line: FulfilmentLine;
  card: VariantCard | undefined;
  onPick: (quantity: number) => void;
  onShort: () => void;
  onSubstitute: () => void;
  onClose: () => void;
}

/** What is done at a stop beside scanning: picked by a number, not found, or something else in its place. */
export function StopPanel({ stop, line, card, onPick, onShort, onSubstitute, onClose }: StopPanelProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const scale = UNIT_SCALE[line.unit];
  const left = formats.quantity(stop.quantity, line.unit);
  const mayOther = consentsOf(line).length > 0;
  return (
    <div className={frame.editor} data-testid="pick-panel" data-sku={stop.sku}>
      <div className={frame.about}>
        <span className={frame.name}>{card ? localName(card, i18n.language) : line.name}</span>
        {card?.stock && (
          <span className={frame.sub}>
            {t('orders.onHand', { quantity: formats.quantity(card.stock.onHand, line.unit) })}
          </span>
        )}
      </div>
      {asking ? (
        <Notice
          tone="warn"
          code="short-asked"
          title={t('orders.pick.shortAsk', { quantity: left })}
          next={t('orders.pick.shortNext')}
        >
          <Action onClick={onShort} data-testid="pick-short-sure">
            {t('orders.pick.shortYes')}
          </Action>
          <Action onClick={() => setAsking(false)} data-testid="pick-short-not">
            {t('orders.pick.shortNo')}
          </Action>
        </Notice>
      ) : (
        <div className={css.actions}>
          <Action size="lg" icon={PackageX} onClick={() => setAsking(true)} data-testid="pick-short">
            {t('orders.pick.short')}
          </Action>
          {mayOther ? (
            <Action size="lg" icon={Replace} onClick={onSubstitute} data-testid="pick-substitute">
              {t('orders.pick.substitute')}
            </Action>
          ) : (
            <span className={frame.sub}>{t('orders.pick.noSubstitute')}</span>
          )}
        </div>
      )}
      <NumberForm
        key={stop.variantId}
        label={t('orders.pick.byNumber', { left })}
        digits={scale === 1 ? 0 : 3}
        ghost="0"
        submit={t('orders.pick.take')}
        accepts={(value) => value > 0 && value <= stop.quantity}
        onSubmit={onPick}
        onClose={onClose}
        testId="pick-number"
      />
    </div>
  );
}

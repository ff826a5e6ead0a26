import { ChartNoAxesColumn } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalRow } from '#contracts/http/replenishment.ts';
import { lineCost, type PurchaseOrderFault } from '#domain/stock/purchase-order.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import css from './buy.module.css';
import { NumberInput } from './number-input.tsx';
import own from './replenish.module.css';
import { stepWords } from './replenish-words.ts';

interface ProposalLineProps {
  row: ProposalRow;
  packs: number | null;
  faults: readonly PurchaseOrderFault[];
  onPacks: (packs: number | null) => void;
  onProduct: (variantId: string) => void;
}

/** A product that is proposed: how many packs, what they cost, and why. */
export function ProposalLine({ row, packs, faults, onPacks, onProduct }: ProposalLineProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const [why, setWhy] = useState(false);
  const { variantId, sku, unit, packSize, packCost, onHand, explain } = row;
  const name = localName(row, i18n.language);
  const least = faults.find((fault) => fault.variantId === variantId && fault.code === 'quantity-below-minimum');
  const cost = lineCost({ variantId, quantity: (packs ?? 0) * packSize, packSize, packCost });
  return (
    <li className={css.line} data-testid="proposal" data-sku={sku}>
      <span className={frame.words}>
        <span className={frame.name}>{name}</span>
        <span className={frame.sub}>
          {[
            sku,
            t('buy.packOf', { quantity: formats.quantity(packSize, unit) }),
            t('buy.onHand', { quantity: formats.quantity(onHand, unit) }),
            ...(packs === row.packs ? [] : [t('replenish.proposed', { packs: formats.count(row.packs) })]),
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
        wrong={packs === null}
        onValue={onPacks}
        testId="proposal-packs"
      />
      <span className={css.result}>{formats.money(cost)}</span>
      <Action aria-expanded={why} onClick={() => setWhy(!why)} data-testid="proposal-why">
        {t('replenish.whyShort')}
      </Action>
      <IconAction
        icon={ChartNoAxesColumn}
        label={t('replenish.demandOf', { name })}
        onClick={() => onProduct(variantId)}
        data-testid="proposal-demand"
      />
      {why && (
        <ol className={own.why} data-testid="proposal-steps">
          {explain.map((step) => (
            <li key={step.code}>{stepWords(t, formats, step, unit)}</li>
          ))}
        </ol>
      )}
    </li>
  );
}

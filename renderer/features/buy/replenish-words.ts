import type { TFunction } from 'i18next';
import type { ProposalStep } from '#contracts/http/replenishment.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import type { Formats } from '#renderer/app/format.ts';

/** What a step of a proposal says, in words; its quantities are in the product's unit. */
export function stepWords(t: TFunction, formats: Formats, { code, params }: ProposalStep, unit: Unit): string {
  const of = (name: string): string => wholeQuantity(formats, Number(params[name] ?? 0), unit);
  switch (code) {
    case 'position': {
      const [onHand, committed, position] = [of('onHand'), of('committed'), of('position')];
      return t('replenish.why.position', {
        ...{ onHand, committed, position },
        onOrder: of('onOrder'),
        inTransit: of('inTransit'),
      });
    }
    case 'negative-on-hand':
      return t('replenish.why.negative-on-hand', { onHand: of('onHand') });
    case 'expiring':
      return t('replenish.why.expiring', { quantity: of('quantity') });
    case 'reorder-point': {
      const levels = { reorderPoint: of('reorderPoint'), expected: of('expected'), safetyStock: of('safetyStock') };
      return params.basis === 'bootstrap'
        ? t('replenish.why.reorder-drawn', levels)
        : t('replenish.why.reorder-normal', levels);
    }
    case 'enough':
      return t('replenish.why.enough', { position: of('position'), reorderPoint: of('reorderPoint') });
    case 'order-up-to':
      return t('replenish.why.order-up-to', { orderUpTo: of('orderUpTo'), quantity: of('quantity') });
    case 'minimum-quantity':
      return t('replenish.why.minimum-quantity', { quantity: of('quantity') });
    case 'whole-packs': {
      const packs = formats.count(Number(params.packs ?? 0));
      return t('replenish.why.whole-packs', { packs, packSize: of('packSize'), quantity: of('quantity') });
    }
  }
}

/** A quantity that may be a fraction of the smallest unit, to the nearest whole one. */
export function wholeQuantity(formats: Formats, value: number, unit: Unit): string {
  return formats.quantity(Math.round(value), unit);
}

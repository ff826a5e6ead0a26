import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PickStop } from '#domain/fulfilment/pick-list.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import type { FulfilmentLine, VariantCard } from '#renderer/store/till-store.ts';
import { initialsOf } from '#renderer/ui/hue.ts';
import { Initials } from '#renderer/ui/initials.tsx';

interface PickStopRowProps {
  stop: PickStop;
  line: FulfilmentLine;
  card: VariantCard | undefined;
  /** Numbers of the orders that get some of it; empty where there is only one order. */
  numbers: readonly string[];
  chosen: boolean;
  onChoose: (variantId: string) => void;
}

/** One stop of the walk: where it is, what lies there, and how much of it is wanted. */
export function PickStopRow({ stop, line, card, numbers, chosen, onChoose }: PickStopRowProps) {
  const { i18n } = useTranslation();
  const formats = useFormats();
  const name = card ? localName(card, i18n.language) : line.name;
  return (
    <li>
      <UnstyledButton
        type="button"
        className={frame.line}
        aria-pressed={chosen}
        onClick={() => onChoose(stop.variantId)}
        data-testid="pick-stop"
        data-sku={stop.sku}
        data-left={stop.quantity}
      >
        <ProductPicture picture={card?.pictures?.[0]} size={48}>
          <Initials text={initialsOf(name)} seed={card?.categoryId ?? stop.sku} size={48} />
        </ProductPicture>
        <span className={frame.words}>
          <span className={frame.name}>{name}</span>
          <span className={frame.sub}>{[stop.sku, ...numbers.map((number) => `#${number}`)].join(' · ')}</span>
        </span>
        {stop.place && <span className={frame.chips}>{stop.place.name}</span>}
        <span className={frame.quantity}>{formats.quantity(stop.quantity, line.unit)}</span>
      </UnstyledButton>
    </li>
  );
}

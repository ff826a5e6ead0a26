import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { VariantRow } from '#renderer/features/sell/variant-row.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import css from './prompt.module.css';
import type { Prompt } from './ring-up.ts';
import type { Sale } from './sale.ts';

interface OptionsPromptProps {
  sale: Sale;
  prompt: Extract<Prompt, { kind: 'options' }>;
}

/** Which of a product's variants: by tap, or by arrows and Enter. Scanning one chooses it. */
export function OptionsPrompt({ sale, prompt }: OptionsPromptProps) {
  const { t, i18n } = useTranslation();
  const { cards, chosenId } = prompt;
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      cards.findIndex((card) => card.variantId === chosenId),
    ),
  );
  const move = (by: number): void => setAt(Math.min(Math.max(at + by, 0), cards.length - 1));
  useKeyLayer('panel', {
    onKey(event) {
      const chosen = cards[at];
      if (event.key === 'ArrowDown' || event.key === 'ArrowRight') move(1);
      else if (event.key === 'ArrowUp' || event.key === 'ArrowLeft') move(-1);
      else if (event.key === 'Enter' && !event.repeat && chosen) void sale.add(chosen);
      else if (event.key === 'Escape') sale.dismiss();
      else return event.key !== 'Tab' && event.key !== 'F1' && !event.ctrlKey;
      return true;
    },
  });
  const [first] = cards;
  const title = first?.rules?.productName ?? (first ? localName(first, i18n.language) : '');
  return (
    <Panel
      title={title}
      sub={<span>{t('prompt.options')}</span>}
      closeName={t('app.close')}
      onClose={sale.dismiss}
      testId="prompt-options"
    >
      <div className={css.options}>
        {cards.map((card, index) => (
          <VariantRow key={card.variantId} card={card} active={index === at} onChoose={() => void sale.add(card)} />
        ))}
      </div>
    </Panel>
  );
}

import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { AgePrompt } from '#renderer/features/sell/age-prompt.tsx';
import { ArchivedPrompt } from '#renderer/features/sell/archived-prompt.tsx';
import { CodePrompt } from '#renderer/features/sell/code-prompt.tsx';
import { NumberForm } from '#renderer/features/sell/number-form.tsx';
import { OptionsPrompt } from '#renderer/features/sell/options-prompt.tsx';
import { StopQuestion } from '#renderer/features/sell/stop-question.tsx';
import { WeighPrompt } from '#renderer/features/sell/weigh-prompt.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { Pending, Prompt } from './ring-up.ts';
import type { Sale } from './sale.ts';

interface PromptPanelProps {
  sale: Sale;
  status: HostStatus;
  config: RegisterConfig;
  prompt: Prompt;
}

/** What must be answered before an item is in the cart. Esc gives the item up. */
export function PromptPanel({ sale, status, config, prompt }: PromptPanelProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const weighs = status.devices.some(({ device }) => device === 'scale');
  if (prompt.kind === 'options') return <OptionsPrompt key={prompt.item.cart.id} sale={sale} prompt={prompt} />;
  const { card, multiplier } = prompt.item;
  const key = `${prompt.kind}-${prompt.item.cart.id}`;
  const byHand = <QuantityPrompt key={key} sale={sale} item={prompt.item} />;
  return (
    <Panel
      title={localName(card, i18n.language)}
      sub={
        <>
          <span>{card.sku}</span>
          {card.price && <span>{formats.money(card.price.amount)}</span>}
          {multiplier !== undefined && <span data-testid="prompt-multiplier">{multiplier} ×</span>}
        </>
      }
      closeName={t('app.close')}
      onClose={sale.dismiss}
      testId={`prompt-${prompt.kind}`}
    >
      {prompt.kind === 'age' && <AgePrompt key={key} sale={sale} age={prompt.age} />}
      {prompt.kind === 'archived' && <ArchivedPrompt key={key} sale={sale} />}
      {prompt.kind === 'stopped' && (
        <StopQuestion
          key={key}
          halt={prompt.halt}
          name={prompt.name}
          onAnswer={(answer) => void sale.answerStopped(answer)}
          onLeave={sale.dismiss}
          onScan={(scan) => void sale.enter(scan)}
        />
      )}
      {prompt.kind === 'price' && <PricePrompt key={key} sale={sale} digits={config.store.currency.digits} />}
      {prompt.kind === 'quantity' &&
        (weighs && card.unit === 'kg' ? (
          <WeighPrompt key={key} sale={sale} prompt={prompt} config={config} byHand={byHand} />
        ) : (
          byHand
        ))}
      {(prompt.kind === 'serial' || prompt.kind === 'instrument') && (
        <CodePrompt key={key} sale={sale} kind={prompt.kind} />
      )}
    </Panel>
  );
}

function PricePrompt({ sale, digits }: { sale: Sale; digits: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <NumberForm
      label={t('prompt.price')}
      digits={digits}
      ghost={formats.amount(0)}
      submit={t('prompt.add')}
      onSubmit={(unitPrice) => void sale.answer({ unitPrice })}
      onClose={sale.dismiss}
      testId="prompt-price"
    />
  );
}

function QuantityPrompt({ sale, item }: { sale: Sale; item: Pending }) {
  const { t } = useTranslation();
  const { unit } = item.card;
  return (
    <NumberForm
      label={t('prompt.quantity', { unit })}
      digits={Math.log10(UNIT_SCALE[unit])}
      ghost="0"
      after={<span>{unit}</span>}
      submit={t('prompt.add')}
      onSubmit={(quantity) => void sale.answer({ quantity })}
      onClose={sale.dismiss}
      testId="prompt-quantity"
    />
  );
}

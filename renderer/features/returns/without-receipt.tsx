import { UnstyledButton } from '@mantine/core';
import { Minus, Plus, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { readBarcode } from '#domain/gs1/read-barcode.ts';
import type { Cart, Condition, ReturnLine } from '#domain/order/cart.ts';
import { returnWithoutReceipt } from '#domain/order/return-without-receipt.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { ReasonPicker } from '#renderer/features/returns/reason-picker.tsx';
import { CONDITIONS } from '#renderer/features/returns/ways-back.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import finderCss from './ticket-finder.module.css';
import css from './ticket-panel.module.css';

interface WithoutReceiptProps {
  config: RegisterConfig;
  rules: TaxRules;
  /** What it comes back in: what came back without a receipt before counts together. */
  cart: Cart | null;
  cartId: string;
  onTaken: (lines: readonly ReturnLine[]) => void;
}

const FOUND = 8;

/** Goods that come back without a receipt: at their lowest price of the last 30 days, for store credit alone. */
export function WithoutReceipt({ config, rules, cart, cartId, onTaken }: WithoutReceiptProps) {
  const { t } = useTranslation();
  const { card, setCard, text, setText, results } = useProduct();
  return (
    <section className={css.ticket} aria-label={t('returns.without')} data-testid="without-receipt">
      <h2 className={css.title}>{t('returns.without')}</h2>
      <Notice tone="info" code="without-receipt" title={t('returns.withoutHint')} />
      <TextField
        size="lg"
        label={t('sell.search')}
        placeholder={t('sell.searchHint')}
        value={text}
        onText={setText}
        data-testid="without-search"
      />
      {!card && (
        <ul className={finderCss.rows}>
          {results.map((one) => (
            <li key={one.variantId}>
              <UnstyledButton
                type="button"
                className={finderCss.row}
                onClick={() => setCard(one)}
                data-testid="without-result"
                data-sku={one.sku}
              >
                <span className={finderCss.number}>{one.name}</span>
                <span className={finderCss.time}>{one.sku}</span>
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
      {card && (
        <Item
          key={card.variantId}
          card={card}
          config={config}
          rules={rules}
          cart={cart}
          cartId={cartId}
          onTaken={onTaken}
        />
      )}
    </section>
  );
}

function Item({ card, config, rules, cart, cartId, onTaken }: WithoutReceiptProps & { card: VariantCard }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { allow } = useOverride();
  const { returns: policy } = storePolicy(config.store);
  const scale = UNIT_SCALE[card.unit];
  const [count, setCount] = useState(1);
  const [condition, setCondition] = useState<Condition>('restock');
  const [reason, setReason] = useState(policy.reasons[0] ?? null);
  const prices = [card.price?.amount, card.lowest].filter((price) => price !== undefined);
  const asked = { variant: card, quantity: count * scale, prices, reason: reason ?? 'other', condition };
  const result = returnWithoutReceipt({ ...asked, id: 'preview' }, rules, Number.POSITIVE_INFINITY);
  const refund = result.ok ? result.refund : 0;

  async function confirm(): Promise<void> {
    if (reason === null || !result.ok) return;
    const id = uuid();
    const about = { itemId: id, amount: refund, name: card.name };
    const allowed = await allow('return-without-receipt', refund + undecidedBefore(cart, rules), cartId, about);
    if (!allowed.ok) return;
    const { overrideId } = allowed;
    const made = returnWithoutReceipt(
      { ...asked, id, ...(overrideId === undefined ? {} : { overrideId }) },
      rules,
      Number.POSITIVE_INFINITY,
    );
    if (made.ok) onTaken([made.line]);
  }

  return (
    <div className={css.rows}>
      <div className={css.head}>
        <strong>{card.name}</strong>
        <div className={css.counter}>
          <IconAction
            icon={Minus}
            label={t('returns.less', { name: card.name })}
            disabled={count <= 1}
            onClick={() => setCount(count - 1)}
            data-testid="return-less"
          />
          <output data-testid="return-quantity">{formats.quantity(count * scale, card.unit)}</output>
          <IconAction
            icon={Plus}
            label={t('returns.more', { name: card.name })}
            onClick={() => setCount(count + 1)}
            data-testid="return-more"
          />
        </div>
      </div>
      <Tabs
        label={t('returns.condition')}
        value={condition}
        options={CONDITIONS.map((value) => ({ value, label: t(`returns.conditions.${value}`) }))}
        onChange={setCondition}
        testId="condition"
      />
      <ReasonPicker reasons={policy.reasons} reason={reason} onChoose={setReason} />
      {!result.ok && <Notice {...errorWords(t, result.code, { name: card.name })} />}
      <Action
        tone="next"
        size="xl"
        wide
        icon={Undo2}
        disabled={!result.ok || reason === null}
        onClick={() => void confirm()}
        data-testid="take-back"
      >
        {t('returns.takeCredit', { amount: formats.money(refund) })}
      </Action>
    </div>
  );
}

/** A product scanned, or looked for by name or number. */
function useProduct() {
  const { store: held, play } = useTill();
  const store = useStore(held);
  const [text, setText] = useState('');
  const [results, setResults] = useState<readonly VariantCard[]>([]);
  const [card, setCard] = useState<VariantCard | null>(null);
  useEffect(() => {
    let wanted = true;
    setCard(null);
    const search = text.trim() === '' ? Promise.resolve([]) : store?.search(text.trim(), FOUND);
    void search?.then((found) => {
      if (wanted) setResults(found);
    });
    return () => {
      wanted = false;
    };
  }, [store, text]);
  async function scan(scanned: string): Promise<void> {
    const barcode = readBarcode(scanned.trim());
    const named = 'gtin' in barcode ? await store?.byGtin(barcode.gtin) : null;
    const found = named ?? (await store?.bySku(scanned.trim()));
    if (found) setCard(found);
    else play('unknown');
  }
  useKeyLayer('panel', { onScan: (event) => void scan(event.text) });
  return { card, setCard, text, setText, results };
}

/** What comes back without a receipt by the operator's own right, minor units. */
function undecidedBefore(cart: Cart | null, rules: TaxRules): number {
  const own = (cart?.returns ?? []).filter(({ source, overrideId }) => !source && overrideId === undefined);
  return own.reduce((total, line) => total - amountWithTax(rules, line), 0);
}

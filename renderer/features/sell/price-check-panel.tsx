import { Plus } from 'lucide-react';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { instrumentCode } from '#domain/tender/stored-value.ts';
import type { ScanEvent } from '#drivers/scanner/protocol/scan-event.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { ElsewhereStock } from '#renderer/features/sell/deliver/elsewhere-stock.tsx';
import type { Deliverable } from '#renderer/features/sell/deliver/may-deliver.ts';
import { ProductDescription } from '#renderer/features/sell/product-description.tsx';
import { SearchRow } from '#renderer/features/sell/search-row.tsx';
import { useGroupPricing } from '#renderer/features/sell/use-group-pricing.ts';
import { VariantRow } from '#renderer/features/sell/variant-row.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { cardPrice, listsFor } from './listings.ts';
import css from './prompt.module.css';
import type { Sale } from './sale.ts';
import { barcodeRules, meaningsOf } from './scan-meaning.ts';

const LIMIT = 6;

interface PriceCheckPanelProps {
  sale: Sale;
  config: RegisterConfig;
  /** Stock figures are those of this moment, while there is no network. */
  asOf: string | null;
  /** How what is sold may reach its customer; null where it is carried out. */
  deliverable: Deliverable | null;
  /** To where the line that was added goes. */
  onElsewhere: (lineId: string) => void;
  onClose: () => void;
}

/** A gift card, store credit or voucher that was looked up; `balance` is null where it can't be known. */
interface Value {
  instrument: string;
  balance: number | null;
}

/** What something costs and how many there are, or what a gift card holds, without selling it. */
export function PriceCheckPanel({ sale, config, asOf, deliverable, onElsewhere, onClose }: PriceCheckPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { host, store: storeOf, play } = useTill();
  const store = useStore(storeOf);
  const [query, setQuery] = useState('');
  const [cards, setCards] = useState<readonly VariantCard[]>([]);
  const [card, setCard] = useState<VariantCard | null>(null);
  const [value, setValue] = useState<Value | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (!store || query.trim() === '') return setCards([]);
    let wanted = true;
    void store.search(query.trim(), LIMIT).then((found) => {
      if (wanted) setCards(found);
    });
    return () => {
      wanted = false;
    };
  }, [store, query]);

  async function look(scan: ScanEvent): Promise<void> {
    if (!store) return;
    const text = scan.text.trim();
    const [meaning] = await meaningsOf(store, { ...scan, text }, barcodeRules(config));
    if (meaning?.kind === 'item') return show(meaning.card);
    const instrument = instrumentCode(text);
    const held = await attempt(host, 'value.check', { instrument, want: 0 });
    setCard(null);
    setValue(held.ok ? { instrument, balance: held.balance } : null);
    play(held.ok ? 'scan' : 'unknown');
    setQuery(held.ok ? '' : text);
  }
  function show(found: VariantCard): void {
    play('scan');
    setCard(found);
    setValue(null);
    setQuery('');
  }
  function sell(): void {
    if (!card) return;
    void sale.add(card);
    onClose();
  }

  async function sellElsewhere(): Promise<void> {
    if (!card || !(await sale.add(card))) return;
    const { selected } = sale.view.get();
    if (selected) onElsewhere(selected);
  }

  useKeyLayer('panel', {
    onScan: (scan) => void look(scan),
    onKey(event) {
      const [first] = cards;
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Enter' && !event.repeat && first) show(first);
      else if (event.key === 'Enter' && query !== '') void look({ text: query, symbology: null, atMs: 0 });
      else if (event.key === 'Enter') sell();
      else return !event.ctrlKey && !event.altKey && event.key.length === 1 && document.activeElement !== field.current;
      return true;
    },
  });

  return (
    <Panel title={t('priceCheck.title')} closeName={t('app.close')} onClose={onClose} testId="price-check-panel">
      <TextField
        ref={field}
        label={t('sell.search')}
        placeholder={t('sell.searchHint')}
        value={query}
        onText={setQuery}
        data-testid="price-check-search"
      />
      {query.trim() !== '' && cards.length === 0 && (
        <p className={css.hint} data-testid="price-check-nothing">
          {t('sell.nothing', { text: query.trim() })}
        </p>
      )}
      {cards.map((found, index) => (
        <SearchRow
          key={found.variantId}
          card={found}
          id={`price-check-${index}`}
          active={index === 0}
          query={query.trim()}
          onChoose={() => show(found)}
        />
      ))}
      {query === '' && !card && !value && <p className={css.hint}>{t('priceCheck.hint')}</p>}
      {query === '' && value && (
        <dl className={css.facts} data-testid="price-check-value">
          <dt>{t('priceCheck.value', { code: value.instrument })}</dt>
          <dd>{value.balance === null ? t('sell.stockUnknown') : formats.money(value.balance)}</dd>
        </dl>
      )}
      {query === '' && card && store && (
        <Checked card={card} store={store} sale={sale} config={config} asOf={asOf} onShow={show} onSell={sell}>
          {deliverable && deliverable.stores.length > 0 && (card.stock?.onHand ?? 0) <= 0 && (
            <ElsewhereStock card={card} deliverable={deliverable} onSell={() => void sellElsewhere()} />
          )}
        </Checked>
      )}
    </Panel>
  );
}

interface CheckedProps {
  card: VariantCard;
  store: TillStore;
  sale: Sale;
  config: RegisterConfig;
  asOf: string | null;
  onShow: (card: VariantCard) => void;
  onSell: () => void;
  /** What other stores have. */
  children: ReactNode;
}

function Checked({ card, store, sale, config, asOf, onShow, onSell, children }: CheckedProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const [others, setOthers] = useState<readonly VariantCard[]>([]);
  const { productId, variantId, price, lowest, stock, unit } = card;
  useEffect(() => {
    let wanted = true;
    void store.variantsOf(productId).then((found) => {
      if (wanted) setOthers(found.filter((one) => one.variantId !== variantId));
    });
    return () => {
      wanted = false;
    };
  }, [store, productId, variantId]);
  const low = lowest ?? price?.amount;
  return (
    <div className={css.body} data-testid="price-checked" data-sku={card.sku}>
      <h3 className={css.question}>{localName(card, i18n.language)}</h3>
      <ProductPicture picture={card.pictures?.[0]} described>
        <ProductPicture picture={card.pictures?.[0]} size={160} described />
      </ProductPicture>
      <dl className={css.facts}>
        <dt>{t('priceCheck.price')}</dt>
        <dd data-testid="price-check-price">
          {price ? formats.money(price.amount) : t('sell.noPrice')}
          {unit !== 'each' && ` ${t('sell.perUnit', { unit })}`}
        </dd>
        <GroupPriceFacts card={card} sale={sale} config={config} />
        <dt>{t('priceCheck.lowest')}</dt>
        <dd data-testid="price-check-lowest">{low === undefined ? t('sell.noPrice') : formats.money(low)}</dd>
        <dt>{asOf ? t('sell.stockAsOf', { time: formats.dateTime(asOf) }) : t('priceCheck.stock')}</dt>
        <dd data-testid="price-check-stock">{stock ? formats.quantity(stock.onHand, unit) : t('sell.stockUnknown')}</dd>
      </dl>
      <Action tone="next" size="lg" wide icon={Plus} onClick={onSell} data-testid="price-check-sell">
        {t('prompt.add')}
      </Action>
      {children}
      <ProductDescription key={variantId} variantId={variantId} />
      {others.length > 0 && <h4 className={css.heading}>{t('priceCheck.others')}</h4>}
      <div className={css.options}>
        {others.map((other) => (
          <VariantRow key={other.variantId} card={other} active={false} onChoose={() => onShow(other)} />
        ))}
      </div>
    </div>
  );
}

/** What it costs the member of the sale, where a list of their group says so. */
function GroupPriceFacts({ card, sale, config }: Pick<CheckedProps, 'card' | 'sale' | 'config'>) {
  const formats = useFormats();
  const pricing = useGroupPricing();
  const { cart, groupAhead } = useStore(sale.view);
  const groupId = cart ? cart.groupId : groupAhead;
  if (groupId == null) return null;
  const at = cart?.openedAt ?? new Date().toISOString();
  const found = cardPrice(card, listsFor(pricing, config, groupId), at);
  if (!found) return null;
  return (
    <>
      <dt>{found.priceList.name}</dt>
      <dd data-testid="price-check-group">{formats.money(found.unitPrice)}</dd>
    </>
  );
}

import { Barcode, Plus, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { inStoreGtin } from '#domain/gs1/in-store-gtin.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { barcodeRules } from '#renderer/features/sell/scan-meaning.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import css from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { barcodeEntry, shortGtin } from './barcode-entry.ts';
import type { SectionProps } from './form-parts.ts';

const GTINS_MAX = 20;

/** The numbers a product is known by: sku, barcodes (scanned, typed or made here), and the number on scale labels. */
export function CodesSection({ draft, wrong, edit, config }: SectionProps & { config: RegisterConfig }) {
  const { t } = useTranslation();
  const { play } = useTill();
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<string | null>(null);
  const skuOwner = useOwner('sku', draft.sku, draft.variantId);
  const newest = draft.gtins.at(-1) ?? '';
  const gtinOwner = useOwner('gtin', newest, draft.variantId);

  function add(text: string, symbology: string | null = null): boolean {
    const entry = barcodeEntry(text, { ...barcodeRules(config), symbology }, draft.gtins);
    if (!entry.ok) {
      const params = { text, expected: 'expected' in entry ? entry.expected : '' };
      setRefused(t(`products.barcode.${entry.reason}`, params));
      return false;
    }
    setRefused(null);
    edit({ gtins: [...draft.gtins, entry.gtin].slice(0, GTINS_MAX) });
    return true;
  }

  function addTyped(): void {
    if (typed.trim() !== '' && add(typed)) setTyped('');
  }

  useKeyLayer('panel', {
    onScan: ({ text, symbology }) => {
      play(add(text, symbology) ? 'scan' : 'wrong');
    },
  });

  return (
    <section className={css.section}>
      <Field
        label={t('products.sku')}
        hint={t('products.skuHint')}
        wrong={wrong('sku') ?? (skuOwner && t('products.skuTaken', { name: skuOwner }))}
      >
        <TextField
          label={t('products.sku')}
          value={draft.sku}
          maxLength={500}
          onText={(sku) => edit({ sku })}
          data-testid="product-sku"
        />
      </Field>
      <Field
        label={t('products.barcodes')}
        hint={t('products.barcodesHint')}
        wrong={refused ?? (gtinOwner && t('products.barcodeTaken', { code: shortGtin(newest), name: gtinOwner }))}
      >
        {draft.gtins.length > 0 && (
          <ul className={css.chips}>
            {draft.gtins.map((gtin) => (
              <li key={gtin} className={css.chip} data-testid="product-gtin" data-selectable>
                {shortGtin(gtin)}
                <IconAction
                  icon={X}
                  label={t('products.removeBarcode', { code: shortGtin(gtin) })}
                  onClick={() => edit({ gtins: draft.gtins.filter((one) => one !== gtin) })}
                />
              </li>
            ))}
          </ul>
        )}
        <div className={css.beside}>
          <TextField
            label={t('products.addBarcode')}
            placeholder={t('products.addBarcode')}
            value={typed}
            inputMode="numeric"
            maxLength={60}
            onText={(text) => {
              setTyped(text);
              setRefused(null);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              addTyped();
            }}
            data-testid="product-barcode"
          />
          <Action icon={Plus} onClick={addTyped} disabled={typed.trim() === ''} data-testid="product-barcode-add">
            {t('products.add')}
          </Action>
          <Action
            icon={Barcode}
            disabled={draft.sku.trim() === ''}
            onClick={() => add(inStoreGtin(draft.sku.trim()).slice(1))}
            data-testid="product-barcode-make"
          >
            {t('products.makeBarcode')}
          </Action>
        </div>
      </Field>
      <Field label={t('products.plu')} hint={t('products.pluHint')} wrong={wrong('plu')}>
        <div className={css.short}>
          <TextField
            label={t('products.plu')}
            value={draft.plu}
            inputMode="numeric"
            maxLength={10}
            onText={(plu) => edit({ plu })}
            data-testid="product-plu"
          />
        </div>
      </Field>
    </section>
  );
}

/** The name of another product that has a number already, as far as this till knows. */
function useOwner(kind: 'sku' | 'gtin', code: string, variantId: string): string | null {
  const { i18n } = useTranslation();
  const store = useStore(useTill().store);
  const [owner, setOwner] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    const asking = code.trim() === '' ? null : kind === 'sku' ? store?.bySku(code.trim()) : store?.byGtin(code);
    void Promise.resolve(asking ?? null).then((card) => {
      if (wanted) setOwner(card && card.variantId !== variantId ? localName(card, i18n.language) : null);
    });
    return () => {
      wanted = false;
    };
  }, [store, kind, code, variantId, i18n.language]);
  return owner;
}

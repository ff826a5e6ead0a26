import { Barcode, Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { inStoreGtin } from '#domain/gs1/in-store-gtin.ts';
import { localName } from '#renderer/app/local-name.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { shortGtin } from './barcode-entry.ts';
import type { SectionProps } from './form-parts.ts';
import css from './products.module.css';
import { useSiblings } from './use-siblings.ts';
import { keyOf } from './variant-grid.ts';
import { type GridDraft, spareGtins, wantedCells } from './wanted-cells.ts';

interface VariantsProps extends SectionProps {
  isNew: boolean;
  grid: GridDraft;
  onGrid: (grid: GridDraft) => void;
  onOpen: (variantId: string) => void;
}

/** Options and variants of one product: those that are there, and a grid that makes more. */
export function VariantsSection({ draft, wrong, edit, isNew, grid, onGrid, onOpen }: VariantsProps) {
  const { t, i18n } = useTranslation();
  const siblings = useSiblings(draft.productId, isNew);
  const productName = draft.productName.trim() || draft.name.trim();
  const there = new Set([
    ...siblings.map((card) => keyOf(card.rules?.options ?? {})),
    ...(isNew ? [] : [keyOf(draft.options)]),
  ]);
  const cells = wantedCells(grid, productName, draft.sku, there);
  const spare = isNew ? spareGtins(draft.gtins, cells) : [];
  const axis = (id: number, change: Partial<GridDraft['axes'][number]>) =>
    onGrid({ ...grid, axes: grid.axes.map((one) => (one.id === id ? { ...one, ...change } : one)) });
  const cell = (key: string, change: object) =>
    onGrid({ ...grid, cells: { ...grid.cells, [key]: { ...grid.cells[key], ...change } } });
  const others = siblings.filter(({ variantId }) => variantId !== draft.variantId);
  return (
    <section className={sheet.section} data-testid="variants">
      <p className={sheet.hint}>{t(isNew ? 'products.variantsNew' : 'products.variantsHint')}</p>
      {!isNew && (
        <>
          <Field label={t('products.fields.productName')} wrong={wrong('productName')}>
            <TextField
              label={t('products.fields.productName')}
              value={draft.productName}
              placeholder={draft.name}
              maxLength={500}
              onText={(text) => edit({ productName: text })}
              data-testid="product-product-name"
            />
          </Field>
          {[...new Set([...Object.keys(draft.options), ...grid.axes.map(({ name }) => name.trim())])]
            .filter((name) => name !== '')
            .map((name) => (
              <Field
                key={name}
                label={t('products.ownOption', { option: name })}
                wrong={draft.options[name]?.trim() ? null : wrong('options')}
              >
                <TextField
                  label={t('products.ownOption', { option: name })}
                  value={draft.options[name] ?? ''}
                  maxLength={100}
                  onText={(text) => edit({ options: optionsWith(draft.options, name, text) })}
                  data-testid={`product-option-${name}`}
                />
              </Field>
            ))}
        </>
      )}
      {others.length > 0 && (
        <Field label={t('products.siblings')}>
          <ul className={sheet.plainList}>
            {others.map((card) => (
              <li key={card.variantId} className={css.sibling}>
                <span className={sheet.grow}>{localName(card, i18n.language)}</span>
                <span className={sheet.hint}>{Object.values(card.rules?.options ?? {}).join(' · ')}</span>
                <span className={sheet.hint}>{card.sku}</span>
                <Action onClick={() => onOpen(card.variantId)} data-testid="sibling-open">
                  {t('products.open')}
                </Action>
              </li>
            ))}
          </ul>
        </Field>
      )}
      <h2 className={sheet.heading}>{t('products.grid')}</h2>
      {grid.axes.map(({ id, name, values }) => (
        <div key={id} className={css.axis}>
          <TextField
            label={t('products.option')}
            placeholder={t('products.optionHint')}
            value={name}
            maxLength={60}
            onText={(text) => axis(id, { name: text })}
            data-testid="axis-name"
          />
          <TextField
            label={t('products.optionValues')}
            placeholder={t('products.optionValuesHint')}
            value={values}
            maxLength={1000}
            onText={(text) => axis(id, { values: text })}
            data-testid="axis-values"
          />
          <IconAction
            icon={X}
            label={t('products.removeOption', { option: name })}
            onClick={() => onGrid({ ...grid, axes: grid.axes.filter((one) => one.id !== id) })}
          />
        </div>
      ))}
      <div>
        <Action
          icon={Plus}
          disabled={grid.axes.length >= 3}
          onClick={() =>
            onGrid({
              ...grid,
              axes: [...grid.axes, { id: Math.max(0, ...grid.axes.map(({ id }) => id)) + 1, name: '', values: '' }],
            })
          }
          data-testid="axis-add"
        >
          {t('products.addOption')}
        </Action>
      </div>
      {cells.length > 0 && (
        <table className={sheet.table} data-testid="variant-grid">
          <thead>
            <tr>
              <th scope="col">{t('products.variant')}</th>
              <th scope="col">{t('products.sku')}</th>
              <th scope="col">{t('products.barcodes')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {cells.map(({ key, name, sku, gtin, options }) => (
              <tr key={key} data-testid="variant-cell">
                <th scope="row">{Object.values(options).join(' · ')}</th>
                <td>
                  <TextField
                    label={t('products.skuOf', { name })}
                    value={sku}
                    maxLength={500}
                    onText={(text) => cell(key, { sku: text })}
                    data-testid="cell-sku"
                  />
                </td>
                <td>
                  {gtin === null ? (
                    <div className={sheet.actions}>
                      <Action
                        icon={Barcode}
                        disabled={sku.trim() === ''}
                        onClick={() => cell(key, { gtin: inStoreGtin(sku.trim()) })}
                        aria-label={t('products.makeBarcodeOf', { name })}
                        data-testid="cell-barcode"
                      >
                        {t('products.makeBarcode')}
                      </Action>
                      {spare.slice(0, 1).map((entered) => (
                        <Action
                          key={entered}
                          onClick={() => cell(key, { gtin: entered })}
                          aria-label={t('products.bearsBarcode', { name, barcode: shortGtin(entered) })}
                          data-testid="cell-entered"
                        >
                          {shortGtin(entered)}
                        </Action>
                      ))}
                    </div>
                  ) : (
                    <span data-testid="cell-gtin" data-selectable>
                      {shortGtin(gtin)}
                      <IconAction
                        icon={X}
                        label={t('products.removeBarcode', { code: shortGtin(gtin) })}
                        onClick={() => cell(key, { gtin: undefined })}
                      />
                    </span>
                  )}
                </td>
                <td>
                  <IconAction
                    icon={X}
                    label={t('products.without', { name })}
                    onClick={() => cell(key, { dropped: true })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {spare.length > 0 && (
        <Notice
          tone="warn"
          code="barcodes-spare"
          title={t('products.spareBarcodes', { barcodes: spare.map(shortGtin).join(', ') })}
          next={t('products.spareBarcodesNext')}
        />
      )}
      {cells.length > 0 && <p className={sheet.hint}>{t('products.gridMakes', { count: cells.length })}</p>}
    </section>
  );
}

function optionsWith(options: Readonly<Record<string, string>>, name: string, text: string): Record<string, string> {
  const { [name]: _before, ...others } = options;
  return text === '' ? others : { ...others, [name]: text };
}

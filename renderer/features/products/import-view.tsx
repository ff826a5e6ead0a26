import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type CatalogueImport,
  type CategoryListAnswer,
  type ImportedProduct,
  ProductList,
} from '#contracts/http/catalogue.ts';
import { readProductCsv } from '#contracts/product-csv/product-csv.ts';
import { writeProductCsv } from '#contracts/product-csv/write-product-csv.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { ExportSection } from '#renderer/features/many/export-section.tsx';
import { ImportFrame } from '#renderer/features/many/import-frame.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { gtinsTwice, importParts } from './import-plan.ts';
import { ProductDifference } from './product-difference.tsx';
import { useProductImport } from './use-product-import.ts';

interface ImportViewProps {
  catalogue: CategoryListAnswer;
  mayPrices: boolean;
  onDone: () => void;
  onLeave: () => void;
}

/** Rows of one request of an export. */
const PAGE = 200;
/** Rows that are shown before and after; the sum is of all. */
const SHOWN = 2000;

/** Products from a file, tried out before anything is changed, and all products as a file. */
export function ImportView({ catalogue, mayPrices, onDone, onLeave }: ImportViewProps) {
  const { t, i18n } = useTranslation();
  const [tried, setTried] = useState<readonly ImportedProduct[]>([]);
  const run = useProductImport((rows) => setTried((before) => [...before, ...rows].slice(0, SHOWN)));
  useKeyLayer('screen', {
    onKey(event) {
      if (event.key !== 'Escape' || run.busy) return false;
      onLeave();
      return true;
    },
  });
  return (
    <ImportFrame<CatalogueImport>
      title={t('products.import.title')}
      hint={t('products.import.hint')}
      barred={mayPrices ? null : t('products.import.pricesNeeded')}
      run={run}
      read={(bytes) => {
        setTried([]);
        const read = readProductCsv(bytes, catalogue.stores);
        const { rows, refused } = gtinsTwice(read.rows);
        return { ...read, parts: importParts(rows), refused: [...read.refused, ...refused] };
      }}
      rowsOf={() =>
        tried.map(({ line, before, after, prices }) => ({
          key: after.sku,
          line,
          name: localName(after, i18n.language),
          hint: after.sku,
          change: (
            <ProductDifference
              catalogue={catalogue}
              before={before}
              after={after}
              prices={prices.map(({ effectiveAt, ...price }) => ({ ...price, from: effectiveAt }))}
            />
          ),
        }))
      }
      undoneNext={t('products.import.undone')}
      onChanged={onDone}
      onLeave={null}
    >
      <ExportSection
        title={t('products.export.title')}
        hint={t('products.export.hint')}
        page={(offset) => {
          const query = { status: 'all', sort: 'sku', offset: String(offset), limit: String(PAGE) };
          return askServer('/catalogue/products', ProductList, { query });
        }}
        fileName="products.csv"
        write={(rows) => writeProductCsv(rows, catalogue)}
      />
    </ImportFrame>
  );
}

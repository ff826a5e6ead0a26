import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { type CatalogueImport, CatalogueImportAnswer, type ImportedProduct } from '#contracts/http/catalogue.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import type { Failed, PartSent } from '#renderer/features/many/send-parts.ts';
import { type ManyRun, useManyRun } from '#renderer/features/many/use-many-run.ts';
import { takeProductsBack } from './catalogue-task.ts';
import { importBack, type ProductsBack } from './import-undo.ts';

/** Products of a file on their way into the catalogue; `onTried` is told what each part would change. */
export function useProductImport(onTried: (rows: readonly ImportedProduct[]) => void): ManyRun<CatalogueImport> {
  const { t } = useTranslation();

  async function post(part: CatalogueImport): Promise<PartSent<never> & { rows?: readonly ImportedProduct[] }> {
    const said = await askServer('/catalogue/import', CatalogueImportAnswer, { method: 'POST', body: part });
    if (!said.ok) return { ok: false, offline: said.offline, code: said.offline ? 'offline' : said.code };
    const { created, changed, unchanged, refused, rows } = said.value;
    const skus = new Map(part.rows.map(({ line, sku }) => [line, sku]));
    const failed = refused.map((row): Failed => {
      return { key: skus.get(row.line) ?? '', line: row.line, reason: refusalWords(t, row) };
    });
    return { ok: true, tally: { created, changed, unchanged }, failed, back: [], rows };
  }

  return useManyRun<CatalogueImport, ProductsBack>({
    sizeOf: ({ rows }) => rows.length,
    async tryOut(part) {
      const said = await post({ ...part, dryRun: true });
      onTried(said.rows ?? []);
      return said;
    },
    async send(part) {
      const said = await post({ ...part, dryRun: false, planned: [] });
      const { rows = [] } = said;
      const now = new Date().toISOString();
      return said.ok && rows.length > 0 ? { ...said, back: [importBack(rows, now, uuid)] } : said;
    },
    takeBack: (back) => takeProductsBack(back, t),
  });
}

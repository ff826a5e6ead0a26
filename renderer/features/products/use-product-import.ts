import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { type CatalogueImport, CatalogueImportAnswer, type ImportedProduct } from '#contracts/http/catalogue.ts';
import { HomesAnswer } from '#contracts/http/places.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import { type Failed, NO_TALLY, type PartSent } from '#renderer/features/many/send-parts.ts';
import { type ManyRun, useManyRun } from '#renderer/features/many/use-many-run.ts';
import { takeCatalogueBack } from './catalogue-task.ts';
import { type ImportBack, importBack } from './import-undo.ts';

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

  return useManyRun<CatalogueImport, ImportBack>({
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
    async takeBack({ changes, homes }) {
      const failed: Failed[] = [];
      for (const change of changes) {
        const said = await takeCatalogueBack(change, t);
        if (!said.ok) return said;
        failed.push(...said.failed);
      }
      if (homes.length > 0) {
        const said = await askServer('/places/homes', HomesAnswer, { method: 'POST', body: { homes } });
        if (!said.ok) return { ok: false, offline: said.offline, code: said.offline ? 'offline' : said.code };
        if (!said.value.ok) {
          const code = 'fault' in said.value ? said.value.fault : 'change-conflict';
          failed.push({ key: '', line: null, reason: errorWords(t, code).title });
        }
      }
      return { ok: true, tally: NO_TALLY, failed, back: [] };
    },
  });
}

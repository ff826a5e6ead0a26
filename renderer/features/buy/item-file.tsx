import { Download, FileUp, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusedRowsCsv } from '#contracts/product-csv/refused-rows-csv.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import type { Cards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { itemsCsv, readItemCsv, type TakenItems, takeItems } from './item-csv.ts';
import type { SupplierDraft } from './supplier-draft.ts';

interface ItemFileProps {
  draft: SupplierDraft;
  cards: Cards;
  /** Of the currency. */
  digits: number;
  onDraft: (change: (current: SupplierDraft) => SupplierDraft) => void;
}

/** Looked up at once. */
const PART = 200;
/** More refused lines than these are in the report alone. */
const SHOWN = 100;

/** What a supplier sells from a file into what is entered, where it can be taken back until it is saved; and all of it as a file. */
export function ItemFile({ draft, cards, digits, onDraft }: ItemFileProps) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const [progress, setProgress] = useState<{ sent: number; total: number } | null>(null);
  const [taken, setTaken] = useState<(TakenItems & { name: string; bytes: Uint8Array; before: SupplierDraft }) | null>(
    null,
  );

  async function choose(file: File): Promise<void> {
    if (!store) return;
    setTaken(null);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { lines, refused } = readItemCsv(bytes);
    const known: (VariantCard | null)[] = [];
    while (known.length < lines.length) {
      setProgress({ sent: known.length, total: lines.length });
      const part = lines.slice(known.length, known.length + PART);
      known.push(
        ...(await Promise.all(part.map(({ by }) => ('sku' in by ? store.bySku(by.sku) : store.byGtin(by.gtin))))),
      );
    }
    setProgress(null);
    const before = latest.current;
    const next = takeItems(before, lines, known, digits);
    const all = [...refused, ...next.refused].sort((a, b) => a.line - b.line);
    setTaken({ ...next, refused: all, name: file.name, bytes, before });
    onDraft(() => next.draft);
  }

  function save(): void {
    const cardOf = (variantId: string) => cards.get(variantId);
    saveFile(document, 'supplier-items.csv', 'text/csv', itemsCsv(draft.items, cardOf, digits));
  }

  const refused = (taken?.refused ?? []).map((row) => ({ line: row.line, reason: refusalWords(t, row) }));
  const said = progress && t('products.export.progress', progress);
  return (
    <>
      <p className={frame.sub}>{t('buy.file.hint')}</p>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,text/csv"
        aria-label={t('many.choose')}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void choose(chosen);
        }}
        data-testid="items-file"
      />
      <div className={frame.buttons}>
        <Action icon={FileUp} disabled={!store || progress !== null} onClick={() => input.current?.click()}>
          {t('many.choose')}
        </Action>
        {draft.items.length > 0 && (
          <Action icon={Download} onClick={save} data-testid="items-export">
            {t('table.export')}
          </Action>
        )}
      </div>
      {progress && said && (
        <>
          <span role="status">{said}</span>
          <progress className={sheet.bar} value={progress.sent} max={Math.max(progress.total, 1)} aria-label={said} />
        </>
      )}
      {taken && (
        <Notice
          tone={refused.length > 0 ? 'warn' : 'ok'}
          code="items-taken"
          title={t('buy.file.taken', { added: taken.added, changed: taken.changed, unchanged: taken.unchanged })}
          next={refused.length > 0 ? t('many.refused', { count: refused.length }) : t('buy.file.unsaved')}
        >
          {taken.draft === draft && taken.before !== draft && (
            <Action
              icon={Undo2}
              onClick={() => {
                onDraft(() => taken.before);
                setTaken(null);
              }}
              data-testid="items-undo"
            >
              {t('sell.undo')}
            </Action>
          )}
          {refused.length > 0 && (
            <Action
              icon={Download}
              onClick={() =>
                saveFile(document, `refused-${taken.name}`, 'text/csv', refusedRowsCsv(taken.bytes, refused))
              }
              data-testid="items-report"
            >
              {t('many.report')}
            </Action>
          )}
        </Notice>
      )}
      {refused.length > 0 && (
        <ul className={sheet.hint}>
          {refused.slice(0, SHOWN).map(({ line, reason }) => (
            <li key={`${line} ${reason}`} data-testid="item-refused">
              {t('many.lineReason', { line, reason })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

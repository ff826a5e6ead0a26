import { ArrowLeft, Tag } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useDeviceSettings } from '#renderer/features/devices/use-device-settings.ts';
import { barcodeRules, meaningsOf } from '#renderer/features/sell/scan-meaning.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { DueLabels } from './due-labels.tsx';
import { LabelFinder } from './label-finder.tsx';
import { addAll, addChanged, addOne, type LabelRow, MOST_ROWS, rest, setCopies, without } from './label-list.ts';
import { labelOf } from './label-of.ts';
import { LabelRows } from './label-rows.tsx';
import css from './labels.module.css';
import { PrintPanel } from './print-panel.tsx';
import { useLabelRun } from './use-label-run.ts';
import { useLabelWords } from './use-label-words.ts';

interface LabelsScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
  /** Products whose labels are wanted, from where this was opened. */
  wanted?: readonly VariantCard[];
  /** Sets devices up; null for whoever may not. */
  onDevices: (() => void) | null;
  onLeave: () => void;
}

/** Shelf and price labels: products are scanned, looked up or added by category, and printed as often as is wanted. */
export function LabelsScreen({ status, config, top, wanted = [], onDevices, onLeave }: LabelsScreenProps) {
  const { t } = useTranslation();
  const { store: storeOf, play } = useTill();
  const store = useStore(storeOf);
  const words = useLabelWords(config);
  const stock = useDeviceSettings().settings?.labelPrinter ?? null;
  const run = useLabelRun();
  const [rows, setRows] = useState<readonly LabelRow[]>(() => addAll([], wanted));
  const [shown, setShown] = useState<string | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const busy = run.progress !== null;

  function add(card: VariantCard): void {
    setUnknown(null);
    run.forget();
    setRows((current) => addOne(current, card));
    setShown(card.variantId);
  }

  useKeyLayer('panel', {
    onScan(scan) {
      if (!store || busy) return play('wrong');
      void meaningsOf(store, scan, barcodeRules(config)).then((meanings) => {
        const items = meanings.flatMap((meaning) => (meaning.kind === 'item' ? [meaning.card] : []));
        play(items.length > 0 ? 'scan' : 'unknown');
        for (const card of items) add(card);
        if (items.length === 0) setUnknown(scan.text);
      });
    },
  });

  async function addCategory(categoryId: string): Promise<void> {
    if (!store) return;
    const cards = await store.browse(categoryId, 0, MOST_ROWS);
    setUnknown(null);
    run.forget();
    setRows((current) => addAll(current, cards));
    setShown((current) => current ?? cards[0]?.variantId ?? null);
  }

  async function print(): Promise<void> {
    const list = rows.map((row) => ({ variantId: row.card.variantId, label: labelOf(row, words) }));
    const sent = list.flatMap(({ variantId, label }) => (label ? [{ variantId, label }] : []));
    const inRun = new Set(sent.map(({ variantId }) => variantId));
    const printed = await run.print(sent.map(({ label }) => label));
    setRows((current) => rest(current, printed, ({ card }) => inRun.has(card.variantId)));
  }

  const chosen = rows.find(({ card }) => card.variantId === shown) ?? rows[0];
  return (
    <Page title={t('labels.title')} top={top}>
      <div className={css.split} data-testid="labels">
        <div className={css.left}>
          <div className={css.head}>
            <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="labels-back">
              {t('labels.back')}
            </Action>
            {rows.length > 0 && (
              <Action tone="quiet" disabled={busy} onClick={() => setRows([])} data-testid="labels-clear">
                {t('labels.clear')}
              </Action>
            )}
          </div>
          {store && !busy && <LabelFinder store={store} onCard={add} onCategory={(id) => void addCategory(id)} />}
          {store && !busy && (
            <DueLabels
              store={store}
              timeZone={config.store.timeZone}
              onRows={(due) => {
                run.forget();
                setUnknown(null);
                setRows((current) => addChanged(current, due));
                setShown(due[0]?.card.variantId ?? null);
              }}
            />
          )}
          {unknown !== null && (
            <Notice tone="warn" code="barcode-unknown" title={t('labels.unknown', { text: unknown })} />
          )}
          {rows.length >= MOST_ROWS && <Notice tone="info" title={t('labels.tooMany', { count: MOST_ROWS })} />}
          {run.end?.fault && (
            <Notice {...errorWords(t, run.end.fault.code)}>
              {run.end.printed > 0 && <span>{t('labels.outSoFar', { count: run.end.printed })}</span>}
            </Notice>
          )}
          {run.end && !run.end.fault && (
            <Notice tone="ok" code="labels-printed" title={t('labels.done', { count: run.end.printed })} />
          )}
          {rows.length === 0 ? (
            <Empty icon={Tag} title={t('labels.empty')} text={t('labels.emptyHint')} />
          ) : (
            <LabelRows
              rows={rows}
              words={words}
              shown={chosen?.card.variantId ?? null}
              busy={busy}
              onShow={setShown}
              onCopies={(variantId, copies) => setRows((current) => setCopies(current, variantId, copies))}
              onRemove={(variantId) => setRows((current) => without(current, variantId))}
            />
          )}
        </div>
        <PrintPanel
          state={status.devices.find(({ device }) => device === 'label-printer')}
          stock={stock}
          rows={rows}
          label={chosen ? labelOf(chosen, words) : null}
          countOf={(row) => (labelOf(row, words) ? row.copies : 0)}
          run={run}
          all={() => rows.flatMap((row) => labelOf(row, words) ?? [])}
          onPrint={() => void print()}
          onDevices={onDevices}
        />
      </div>
    </Page>
  );
}

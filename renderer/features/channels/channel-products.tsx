import { EyeOff, FileUp, Link2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import Type from 'typebox';
import { ChannelVariantList, type ChannelVariantRow } from '#contracts/http/channels.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { ImportMappings } from './import-mappings.tsx';
import { FIRST_PAGE, PageTurns } from './page-turns.tsx';

const STATUSES = ['unmatched', 'ambiguous', 'chosen', 'matched', 'ignored'] as const;
type Status = (typeof STATUSES)[number];
const Chosen = Type.Object({ ok: Type.Literal(true) });

interface ChannelProductsProps {
  channelId: string;
  onChanged: () => void;
}

/** Products of a shop system, and what they are here: matched by SKU or barcode, chosen by hand, or left alone. */
export function ChannelProducts({ channelId, onChanged }: ChannelProductsProps) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<Status>('unmatched');
  const [pages, setPages] = useState(FIRST_PAGE);
  const [row, setRow] = useState<ChannelVariantRow | null>(null);
  const [importing, setImporting] = useState(false);
  const after = pages.at(-1) ?? '';
  const query = { status, ...(after === '' ? {} : { after }) };
  const asked = useLastGood(useServer(`/channels/${channelId}/variants`, ChannelVariantList, query));
  const { busy, fault, send } = useSending();

  async function choose(externalVariantId: string, variantId: string | null): Promise<void> {
    const body = { externalVariantId, variantId };
    const said = await send(`/channels/${channelId}/variants`, Chosen, { method: 'PUT', body });
    if (!said) return;
    setRow(null);
    asked.again();
    onChanged();
  }

  if (importing) {
    const changed = (): void => {
      asked.again();
      onChanged();
    };
    return <ImportMappings channelId={channelId} onChanged={changed} onLeave={() => setImporting(false)} />;
  }
  if (row) {
    return (
      <MatchForm
        row={row}
        busy={busy}
        fault={fault}
        onChoose={(variantId) => void choose(row.externalVariantId, variantId)}
        onLeave={() => setRow(null)}
      />
    );
  }
  return (
    <div className={sheet.section} data-testid="channel-products">
      <Tabs
        label={t('table.status')}
        value={status}
        options={STATUSES.map((value) => ({ value, label: t(`channels.variantStatuses.${value}`) }))}
        onChange={(next) => {
          setStatus(next);
          setPages(FIRST_PAGE);
        }}
        testId="channel-variants"
      />
      <div className={sheet.actions}>
        <Action icon={FileUp} onClick={() => setImporting(true)} data-testid="channel-mappings">
          {t('channels.mappings.title')}
        </Action>
      </div>
      <Answered asked={asked} offlineText={t('channels.offline')}>
        {({ variants, more }) => (
          <>
            <VariantTable key={`${status} ${after}`} status={status} rows={variants} onOpen={setRow} />
            <PageTurns
              pages={pages}
              next={more ? (variants.at(-1)?.externalVariantId ?? null) : null}
              onPages={setPages}
            />
          </>
        )}
      </Answered>
    </div>
  );
}

interface VariantTableProps {
  status: Status;
  rows: readonly ChannelVariantRow[];
  onOpen: (row: ChannelVariantRow) => void;
}

function VariantTable({ status, rows, onOpen }: VariantTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const columns: DataColumn<ChannelVariantRow>[] = [
    { id: 'name', label: t('products.name'), share: 3, value: ({ name }) => name },
    { id: 'sku', label: t('products.sku'), value: ({ sku }) => sku ?? '' },
    { id: 'gtin', label: t('products.barcodes'), value: ({ gtin }) => gtin ?? '' },
    { id: 'external', label: t('channels.theirs'), value: ({ externalVariantId }) => externalVariantId },
    { id: 'ours', label: t('channels.ours'), value: ({ variantId }) => variantId ?? '', hidden: true },
    {
      id: 'waiting',
      label: t('channels.linesWaiting'),
      isNumber: true,
      value: ({ waiting }) => waiting,
      cell: ({ waiting }) => formats.count(waiting),
    },
  ];
  const isDone = status === 'unmatched' || status === 'ambiguous';
  return (
    <DataTable
      label={t(`channels.variantStatuses.${status}`)}
      rows={rows}
      columns={columns}
      keyOf={({ externalVariantId }) => externalVariantId}
      order={{ by: 'waiting', descending: true }}
      onOpen={onOpen}
      exportName={`products-${status}`}
      testId="channel-variant"
      rowTestId="channel-variant-row"
      empty={
        <Empty
          icon={Link2}
          title={t(isDone ? 'channels.allMapped' : 'channels.noneOf')}
          text={t(isDone ? 'channels.allMappedText' : 'channels.noneOfText')}
        />
      }
    />
  );
}

interface MatchFormProps {
  row: ChannelVariantRow;
  busy: boolean;
  fault: string | null;
  onChoose: (variantId: string | null) => void;
  onLeave: () => void;
}

/** What a product of a shop system is here: found by hand, or left alone. */
function MatchForm({ row, busy, fault, onChoose, onLeave }: MatchFormProps) {
  const { t } = useTranslation();
  const [unknown, setUnknown] = useState<string | null>(null);
  const said = [row.sku, row.gtin, row.externalVariantId].filter((text) => text !== null).join(' · ');
  return (
    <section className={sheet.section} data-testid="channel-match">
      <h2 className={sheet.heading}>{row.name}</h2>
      <p className={sheet.hint}>{said}</p>
      <FaultNotice fault={fault} />
      <p className={sheet.hint}>{t('channels.matchHint')}</p>
      <ProductFinder
        label={t('channels.match')}
        onCard={(card: VariantCard) => !busy && onChoose(card.variantId)}
        onCode={setUnknown}
      />
      {unknown !== null && (
        <Notice tone="warn" code="product-unknown" title={t('channels.noProduct', { text: unknown })} />
      )}
      <div className={sheet.actions}>
        {row.status !== 'ignored' && (
          <Action icon={EyeOff} disabled={busy} onClick={() => onChoose(null)} data-testid="channel-ignore">
            {t('channels.ignore')}
          </Action>
        )}
        <Action onClick={onLeave} data-testid="channel-match-leave">
          {t('products.back')}
        </Action>
      </div>
    </section>
  );
}

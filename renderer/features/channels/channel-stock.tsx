import { FileUp, Send, Tag } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChannelGoods, ChannelGoodsList } from '#contracts/http/channel-goods.ts';
import type { ChannelRow } from '#contracts/http/channels.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { createFormats } from '#renderer/app/format.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { BulkListings } from './bulk-listings.tsx';
import type { GoodsFrame } from './goods-frame.ts';
import { GoodsTable } from './goods-table.tsx';
import { GoodsView, Pushed } from './goods-view.tsx';
import { ImportListings } from './import-listings.tsx';
import { FIRST_PAGE, PageTurns } from './page-turns.tsx';

interface ChannelStockProps {
  row: ChannelRow;
  locations: readonly { locationId: string; name: string }[];
}

type Shown = { what: 'list' | 'import' } | { what: 'one'; variantId: string } | { what: 'many'; rows: ChannelGoods[] };

/** What a channel offers and may sell of each product, what it was last told and what differs: told again, published and priced here. */
export function ChannelStock({ row: { channel }, locations }: ChannelStockProps) {
  const { t, i18n } = useTranslation();
  const { locale } = useFormats();
  const { channelId, locationIds } = channel;
  const [pages, setPages] = useState(FIRST_PAGE);
  const [only, setOnly] = useState(false);
  /** They are more than a page, and looked for among all of them. */
  const [isLong, setIsLong] = useState(false);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>({ what: 'list' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [pushed, setPushed] = useState(false);
  const after = pages.at(-1) ?? '';
  const query = {
    ...(after === '' ? {} : { after }),
    ...(only ? { only: 'differs' } : {}),
    ...(search.trim() === '' ? {} : { search: search.trim() }),
  };
  const asked = useLastGood(useServer(`/channels/${channelId}/stock`, ChannelGoodsList, query));
  const { busy, fault, send } = useSending();
  const said = asked.answer?.ok ? asked.answer.value : null;
  if (!isLong && said?.next != null) setIsLong(true);
  const currency = said?.currency;
  const money = useMemo(() => {
    if (!currency) return String;
    return createFormats({ language: i18n.language, storeLanguage: locale, currency, timeZone: 'UTC' }).money;
  }, [currency, i18n.language, locale]);

  async function push(): Promise<void> {
    if (!(await send(`/channels/${channelId}/stock/push`, Pushed, { method: 'POST', body: {} }))) return;
    setPushed(true);
    asked.again();
  }

  const frame: GoodsFrame = {
    ...{ channelId, money, digits: currency?.digits ?? 2, timeZone: said?.timeZone ?? 'UTC' },
    locations: locationIds.flatMap((id) => locations.find(({ locationId }) => locationId === id) ?? []),
    nameOf: (id) => locations.find(({ locationId }) => locationId === id)?.name ?? id,
    onChanged: asked.again,
    onLeave: () => setShown({ what: 'list' }),
  };
  if (shown.what === 'import') return <ImportListings {...frame} />;
  if (shown.what === 'many') return <BulkListings {...frame} rows={shown.rows} />;
  const opened = shown.what === 'one' ? said?.rows.find(({ variantId }) => variantId === shown.variantId) : undefined;
  if (opened) {
    return <GoodsView {...frame} row={opened} onChange={() => setShown({ what: 'many', rows: [opened] })} />;
  }
  return (
    <div className={sheet.section} data-testid="channel-stock">
      <FaultNotice fault={fault} />
      {pushed && (
        <Notice tone="ok" code="channel-pushed" title={t('channels.pushed')} next={t('channels.pushedNext')} />
      )}
      {isLong && (
        <TextField
          label={t('channels.goods.search')}
          placeholder={t('channels.goods.search')}
          value={search}
          maxLength={200}
          onText={(text) => {
            setSearch(text);
            setPages(FIRST_PAGE);
          }}
          data-testid="channel-stock-find"
        />
      )}
      <Answered asked={asked} offlineText={t('channels.offline')}>
        {({ rows, next }) => (
          <>
            <GoodsTable
              key={`${after} ${only}`}
              rows={rows}
              isWhole={!isLong}
              money={money}
              nameOf={frame.nameOf}
              chosen={chosen}
              onChosen={setChosen}
              empty={
                only
                  ? { title: t('channels.goods.allTold'), text: t('channels.goods.allToldText') }
                  : { title: t('channels.noStock'), text: t('channels.noStockText') }
              }
              onOpen={({ variantId }) => setShown({ what: 'one', variantId })}
              actions={
                <Action
                  icon={Tag}
                  onClick={() =>
                    setShown({ what: 'many', rows: rows.filter(({ variantId }) => chosen.has(variantId)) })
                  }
                  data-testid="channel-stock-bulk"
                >
                  {t('channels.goods.change')}
                </Action>
              }
            >
              <Action
                aria-pressed={only}
                onClick={() => {
                  setOnly(!only);
                  setPages(FIRST_PAGE);
                }}
                data-testid="channel-stock-differs"
              >
                {t('channels.goods.differing')}
              </Action>
              <Action icon={FileUp} onClick={() => setShown({ what: 'import' })} data-testid="channel-stock-import">
                {t('channels.goods.file')}
              </Action>
              <Action icon={Send} disabled={busy} onClick={() => void push()} data-testid="channel-push">
                {t('channels.push')}
              </Action>
            </GoodsTable>
            <PageTurns pages={pages} next={next} onPages={setPages} />
          </>
        )}
      </Answered>
    </div>
  );
}

import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type ChannelGoods,
  ChannelGoodsList,
  LISTINGS_MAX,
  type ListingChange,
  type ListingsAnswer,
  type ListingsRequest,
} from '#contracts/http/channel-goods.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Difference } from '#renderer/features/many/difference.tsx';
import { ExportSection } from '#renderer/features/many/export-section.tsx';
import { ImportFrame } from '#renderer/features/many/import-frame.tsx';
import { inParts } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import type { GoodsFrame } from './goods-frame.ts';
import { listingCsv, readListingCsv } from './listing-csv.ts';
import { listingWords } from './listing-words.ts';
import { sendListings, takeListingsBack } from './send-listings.ts';

/** Rows that are shown before and after; the sum is of all. */
const SHOWN = 2000;

/** What a channel offers from a file, tried out before anything is changed, and all of it as a file. */
export function ImportListings(props: GoodsFrame) {
  const { channelId, digits, money, locations, nameOf, onChanged, onLeave } = props;
  const { t } = useTranslation();
  const { count } = useFormats();
  const [tried, setTried] = useState<ListingsAnswer['done']>([]);
  /** Where the next page of an export begins. */
  const next = useRef<string | null>(null);
  const locationIds = locations.map(({ locationId }) => locationId);
  const run = useManyRun<ListingChange[], ListingsRequest>({
    sizeOf: (part) => part.length,
    async tryOut(changes) {
      const said = await sendListings(channelId, { dryRun: true, changes }, t);
      if (!said.ok) return said;
      const changed = (said.done ?? []).filter(({ back }) => back !== null);
      setTried((before) => [...before, ...changed].slice(0, SHOWN));
      return { ...said, back: [] };
    },
    send: (changes) => sendListings(channelId, { dryRun: false, changes }, t),
    takeBack: (request) => takeListingsBack(channelId, request, t),
  });
  const words = (listing: ChannelGoods['listing']) => listingWords(listing, { t, money, count, nameOf });

  async function page(offset: number): Promise<ServerAnswer<{ rows: ChannelGoods[]; total: number }>> {
    const query: Record<string, string> = offset === 0 || next.current === null ? {} : { after: next.current };
    const said = await askServer(`/channels/${channelId}/stock`, ChannelGoodsList, { query });
    if (!said.ok) return said;
    const { rows } = said.value;
    next.current = said.value.next;
    return { ok: true, value: { rows, total: offset + rows.length + (next.current === null ? 0 : 1) } };
  }
  return (
    <ImportFrame<ListingChange[]>
      title={t('channels.goods.importTitle')}
      hint={t('channels.goods.importHint')}
      run={run}
      read={(bytes) => {
        setTried([]);
        const { changes, refused, header, ignored } = readListingCsv(bytes, digits, locationIds);
        return { parts: inParts(changes, LISTINGS_MAX), refused, header, ignored };
      }}
      rowsOf={() =>
        tried.map(({ line, variantId, sku, name, before, after }) => ({
          key: variantId,
          line,
          name,
          hint: sku,
          change: <Difference before={words(before)} after={words(after)} />,
        }))
      }
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <ExportSection
        title={t('channels.goods.exportTitle')}
        hint={t('channels.goods.exportHint')}
        page={page}
        fileName={`${channelId}-listings.csv`}
        write={(rows) => listingCsv(rows, digits, locationIds)}
      />
    </ImportFrame>
  );
}

import { Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { TransferList, type TransferRow } from '#contracts/http/stock.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useTill } from '#renderer/app/till-context.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { CameraScan } from '#renderer/features/stock/finder/camera-scan.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { emptyLine } from '#renderer/features/stock/work/draft-lines.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import type { StockDraft } from '#renderer/features/stock/work/stock-draft.ts';
import css from '#renderer/features/stock/work/work.module.css';
import { type Begin, WorkSection } from '#renderer/features/stock/work/work-section.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { readTransfer } from './transfer-code.ts';
import { TransferTable } from './transfer-table.tsx';

/** Takes in what another location sent. */
export function AcceptSection(props: StockSectionProps) {
  return <WorkSection {...props} kind="accept" start={(begin) => <StartAccept {...props} begin={begin} />} />;
}

const OPEN = { open: 'true' };
const LATEST = { limit: '500' };
const SHOWN = ['coming', 'latest'] as const;

function StartAccept({ config, onBack, begin }: StockSectionProps & { begin: Begin }) {
  const { t } = useTranslation();
  const { play } = useTill();
  const asked = useServer('/stock/transfers', TransferList, OPEN);
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('coming');
  const [typed, setTyped] = useState('');
  const [unread, setUnread] = useState<string | null>(null);
  const here = config.store.locationId;
  const coming = asked.answer?.ok
    ? asked.answer.value.transfers.filter((row) => row.toLocationId === here && row.status !== 'accepted')
    : [];

  /** Begins with the transfer that a code means; of one that is not in the list nothing but its id is known. */
  function take(text: string): void {
    const transferId = readTransfer(
      text,
      coming.map((row) => row.transferId),
    );
    play(transferId === null ? 'unknown' : 'scan');
    const row = coming.find((one) => one.transferId === transferId);
    if (transferId === null) setUnread(text);
    else begin(row ? acceptOf(row) : { transferId });
  }
  useKeyLayer('screen', { onScan: ({ text }) => take(text) });

  return (
    <StartFrame title={t('stock.kinds.accept')} hint={t('stock.accept.hint')} onBack={onBack} testId="start-accept">
      <form
        className={css.entry}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== '') take(typed);
        }}
      >
        <TextField
          label={t('stock.accept.number')}
          placeholder={t('stock.accept.number')}
          value={typed}
          onText={setTyped}
          data-testid="transfer-number"
        />
        <CameraScan />
        <Action type="submit" disabled={typed.trim() === ''} data-testid="transfer-take">
          {t('stock.accept.take')}
        </Action>
      </form>
      {unread !== null && (
        <Notice
          tone="warn"
          code="transfer-unread"
          title={t('stock.accept.unread', { text: unread })}
          next={t('stock.accept.unreadNext')}
        />
      )}
      <div className={css.buttons}>
        <div className={sheet.tabs}>
          <Tabs
            label={t('table.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`stock.accept.shown.${value}`) }))}
            onChange={setShown}
            testId="transfers-shown"
          />
        </div>
      </div>
      {shown === 'latest' ? (
        <LatestTransfers />
      ) : (
        <Answered asked={asked} offlineText={t('stock.accept.offline')}>
          {() =>
            coming.length === 0 ? (
              <Empty icon={Truck} title={t('stock.accept.none')} text={t('stock.accept.noneText')} />
            ) : (
              <TransferTable transfers={coming} onChoose={(row) => begin(acceptOf(row))} />
            )
          }
        </Answered>
      )}
    </StartFrame>
  );
}

/** What came here and went from here last, whatever became of it. */
function LatestTransfers() {
  const { t } = useTranslation();
  const asked = useLastGood(useServer('/stock/transfers', TransferList, LATEST));
  return (
    <Answered asked={asked} offlineText={t('stock.accept.offline')}>
      {({ transfers }) =>
        transfers.length === 0 ? (
          <Empty icon={Truck} title={t('stock.accept.noneYet')} text={t('stock.accept.noneYetText')} />
        ) : (
          <TransferTable transfers={transfers} />
        )
      }
    </Answered>
  );
}

/** What is known of a transfer that is to be taken in: what of it is still on its way. */
function acceptOf({ transferId, fromLocationId, fromName, sentAt, lines }: TransferRow): Partial<StockDraft> {
  const coming = lines.filter(({ missing }) => missing > 0);
  const sentKnown = sentAt !== null;
  return {
    transferId,
    sentKnown,
    location: fromLocationId === null ? null : { id: fromLocationId, name: fromName ?? '' },
    lines: sentKnown ? coming.map(({ variantId, missing }) => emptyLine(uuid(), variantId, { expected: missing })) : [],
  };
}

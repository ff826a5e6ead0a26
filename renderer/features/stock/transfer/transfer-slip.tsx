import { Printer } from 'lucide-react';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useHostless } from '#renderer/app/use-hostless.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import type { StockDraft } from '#renderer/features/stock/work/stock-draft.ts';
import type { Cards } from '#renderer/features/stock/work/use-cards.ts';
import work from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { slipOf } from './slip-of.ts';

interface TransferSlipProps {
  draft: StockDraft;
  cards: Cards;
  config: RegisterConfig;
  operatorId: string;
}

/** The slip that goes with what was sent: printed at once, and again when it is asked for; shown alone where nothing prints. */
export function TransferSlip({ draft, cards, config, operatorId }: TransferSlipProps) {
  const { t, i18n } = useTranslation();
  const { host } = useTill();
  const hostless = useHostless();
  const [at] = useState(() => new Date().toISOString());
  const [fault, setFault] = useState<Fault | null>(null);
  const printed = useRef(false);
  const slip = useMemo(
    () => (copy: boolean) =>
      slipOf({ draft, cards, config, operatorName: operatorName(config, operatorId), at, copy }, i18n),
    [draft, cards, config, operatorId, at, i18n],
  );

  async function print(copy: boolean): Promise<void> {
    const job = { jobId: uuid(), orderId: null, copy: copy ? 1 : 0, document: slip(copy), drawer: false };
    const answer = await attempt(host, 'printer.enqueue', job);
    setFault(answer.ok ? null : answer.fault);
  }
  const first = useEffectEvent(() => {
    if (printed.current || hostless) return;
    printed.current = true;
    void print(false);
  });
  useEffect(() => first(), []);

  return (
    <div className={work.rows} data-testid="transfer-slip">
      {fault && <Notice {...errorWords(t, fault.code)} />}
      {!hostless && (
        <div>
          <Action icon={Printer} onClick={() => void print(true)} data-testid="slip-again">
            {t('stock.slip.again')}
          </Action>
        </div>
      )}
      <div className={work.choice}>
        <ReceiptPicture document={slip(false)} label={t('stock.slip.title')} />
      </div>
    </div>
  );
}

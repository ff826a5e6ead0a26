import { OctagonX, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { SaleStopAnswer, type SaleStopRequest } from '#contracts/http/sale-stops.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { ProductFinder } from '#renderer/features/stock/finder/product-finder.tsx';
import { UnknownCode } from '#renderer/features/stock/finder/unknown-code.tsx';
import { useProductEntry } from '#renderer/features/stock/finder/use-product-entry.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './recall.module.css';

const KINDS = ['recall', 'stop'] as const;
type Kind = (typeof KINDS)[number];

/** A new stop or recall: the product, scanned or found, a batch where only that is meant, and the reason tills show. */
export function StopForm({ config, onDone }: { config: RegisterConfig; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const [stopId] = useState(() => uuid());
  const [card, setCard] = useState<VariantCard | null>(null);
  const [unknown, setUnknown] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('recall');
  const [batch, setBatch] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const enter = useProductEntry({
    config,
    onItem({ card: found, facts }) {
      setUnknown(null);
      setCard(found);
      if (facts.batch !== undefined) setBatch(facts.batch);
    },
    onUnknown: setUnknown,
  });

  async function publish(variantId: string): Promise<void> {
    setBusy(true);
    const only = batch.trim();
    const body: SaleStopRequest = { stopId, variantId, kind, reason: reason.trim(), ...(only ? { batch: only } : {}) };
    const answer = await askServer('/sale-stops', SaleStopAnswer, { method: 'POST', body });
    setBusy(false);
    if (answer.ok) onDone();
    else setFault(answer.offline ? 'enrol-server-unreachable' : answer.code);
  }

  return (
    <StartFrame title={t('recall.new')} hint={t('recall.newHint')} onBack={onDone} testId="recall-form">
      {fault && <Notice {...errorWords(t, fault)} />}
      {card ? (
        <div className={css.row} data-testid="recall-product">
          <div className={css.what}>
            <strong>{localName(card, i18n.language)}</strong>
            <span className={css.sub}>{card.sku}</span>
          </div>
          <IconAction icon={X} label={t('recall.otherProduct')} onClick={() => setCard(null)} />
        </div>
      ) : (
        <ProductFinder label={t('recall.find')} onCard={setCard} onCode={enter} />
      )}
      {unknown !== null && !card && <UnknownCode key={unknown} text={unknown} />}
      <Tabs
        label={t('recall.kind')}
        value={kind}
        options={KINDS.map((value) => ({ value, label: t(`recall.kinds.${value}`) }))}
        onChange={setKind}
        testId="recall-kind"
      />
      <p className={css.sub}>{t(`recall.kindHint.${kind}`)}</p>
      <div className={css.labelled}>
        <span aria-hidden>{t('recall.batch')}</span>
        <TextField
          label={t('recall.batch')}
          placeholder={t('recall.batchHint')}
          value={batch}
          maxLength={40}
          onText={setBatch}
          data-testid="recall-batch"
        />
      </div>
      <div className={css.labelled}>
        <span aria-hidden>{t('recall.reason')}</span>
        <TextField
          label={t('recall.reason')}
          placeholder={t('recall.reasonHint')}
          value={reason}
          maxLength={200}
          onText={setReason}
          data-testid="recall-reason"
        />
      </div>
      <div className={css.buttons}>
        <Action
          tone="next"
          size="lg"
          icon={OctagonX}
          disabled={busy || !card || reason.trim() === ''}
          onClick={() => card && void publish(card.variantId)}
          data-testid="recall-publish"
        >
          {t(kind === 'recall' ? 'recall.publishRecall' : 'recall.publishStop')}
        </Action>
      </div>
    </StartFrame>
  );
}

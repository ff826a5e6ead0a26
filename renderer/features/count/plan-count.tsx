import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { CountAnswer, type CountRequest } from '#contracts/http/counts.ts';
import { FLOOR } from '#domain/stock/places.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import { CategoryChoice } from './category-choice.tsx';
import css from './count.module.css';
import { DueList } from './due-list.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { ProductChoice } from './product-choice.tsx';

const KINDS = ['rolling', 'category', 'place', 'chosen', 'full'] as const;
type Kind = (typeof KINDS)[number];
const LIMITS = ['10', '20', '50', '100'];

interface PlanCountProps extends StockSectionProps {
  onLeave: () => void;
}

/** What is to be counted, where, and whether those who count see what should be there. */
export function PlanCount({ status, config, onLeave, onOpen }: PlanCountProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [countId] = useState(() => uuid());
  const [kind, setKind] = useState<Kind>('rolling');
  const [limit, setLimit] = useState('20');
  const [categoryIds, setCategoryIds] = useState<readonly string[]>([]);
  const [variantIds, setVariantIds] = useState<readonly string[]>([]);
  const [placeIds, setPlaceIds] = useState<readonly string[]>([FLOOR]);
  const [blind, setBlind] = useState(true);
  const [name, setName] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const today = status.signedIn?.businessDate ?? status.session?.businessDate;
  const usual = [t(`counts.kinds.${kind}`), ...(today ? [formats.day(today)] : [])].join(' · ');
  const chosen = kind === 'category' ? categoryIds.length > 0 : kind !== 'chosen' || variantIds.length > 0;
  const ready = !busy && chosen && placeIds.length > 0;

  async function plan(): Promise<void> {
    setBusy(true);
    const request: CountRequest = {
      countId,
      name: (name ?? '').trim() || usual,
      kind,
      placeIds: [...placeIds],
      ...(kind === 'category' ? { categoryIds: [...categoryIds] } : {}),
      ...(kind === 'chosen' ? { variantIds: [...variantIds] } : {}),
      ...(kind === 'rolling' ? { limit: Number(limit) } : {}),
      blind,
    };
    const answer = await askServer('/counts', CountAnswer, { method: 'POST', body: request });
    setBusy(false);
    if (answer.ok) onLeave();
    else setFault(answer.offline ? 'enrol-server-unreachable' : answer.code);
  }

  return (
    <StartFrame title={t('counts.plan')} hint={t(`counts.kindHint.${kind}`)} onBack={onLeave} testId="plan-count">
      {fault && <Notice {...errorWords(t, fault)} />}
      <div className={css.kinds}>
        <Tabs
          label={t('counts.what')}
          value={kind}
          options={KINDS.map((value) => ({ value, label: t(`counts.kinds.${value}`) }))}
          onChange={setKind}
          testId="count-kind"
        />
      </div>
      {kind === 'rolling' && (
        <Choices
          label={t('counts.limit')}
          value={limit}
          options={LIMITS.map((value) => ({ value, label: t('counts.products', { count: Number(value) }) }))}
          onChange={setLimit}
          testId="count-limit"
        />
      )}
      {kind === 'category' && <CategoryChoice chosen={categoryIds} onChange={setCategoryIds} />}
      {kind === 'chosen' && <ProductChoice config={config} chosen={variantIds} onChange={setVariantIds} />}
      <PlaceChoice chosen={placeIds} onChange={setPlaceIds} />
      <div className={css.switch}>
        <Toggle label={t('counts.blindAsk')} on={blind} onToggle={setBlind} testId="count-blind" />
        <span className={css.what} aria-hidden>
          <strong>{t('counts.blindAsk')}</strong>
          <span className={frame.sub}>{t('counts.blindHint')}</span>
        </span>
      </div>
      <div className={css.labelled}>
        <span aria-hidden>{t('counts.name')}</span>
        <TextField
          label={t('counts.name')}
          value={name ?? ''}
          placeholder={usual}
          maxLength={120}
          onText={setName}
          data-testid="count-name"
        />
      </div>
      <div className={frame.buttons}>
        <Action tone="next" size="lg" disabled={!ready} onClick={() => void plan()} data-testid="count-plan-save">
          {t('counts.planSave')}
        </Action>
      </div>
      {kind === 'rolling' && <DueList limit={Number(limit)} onOpen={onOpen} />}
    </StartFrame>
  );
}

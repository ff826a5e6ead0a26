import { CheckCheck, CircleCheck, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TSchema } from 'typebox';
import { CountAnswer, CountApproved, type CountReviewAnswer, type CountReviewLine } from '#contracts/http/counts.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { type ReasonPart, wholePart } from './reason-parts.ts';
import css from './review.module.css';
import { ReviewLines } from './review-lines.tsx';

type View = 'decide' | 'waiting' | 'matching' | 'approved';
const VIEWS: readonly View[] = ['decide', 'waiting', 'matching', 'approved'];
/** Most differences of one approval. */
const LINES_MAX = 1000;

interface ReviewWorkProps {
  review: CountReviewAnswer;
  config: RegisterConfig;
  onChanged: () => void;
  onClosed: () => void;
}

/** Differences by worth: counted again, explained and booked; the count closed when nothing is left. */
export function ReviewWork({ review, config, onChanged, onClosed }: ReviewWorkProps) {
  const { t } = useTranslation();
  const { plan } = review.count;
  const open = plan.status === 'open';
  const [view, setView] = useState<View | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [parts, setParts] = useState<ReadonlyMap<string, ReasonPart[]>>(new Map());
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [closing, setClosing] = useState<'closed' | 'cancelled' | null>(null);
  const byView = groupOf(review.lines);
  const shown = view ?? VIEWS.find((one) => byView[one].length > 0) ?? 'decide';
  const ready = review.lines.filter(({ state, variantId }) => state === 'final' && !chosen.has(variantId));
  const again = review.lines.filter(({ state, variantId }) => state !== 'approved' && chosen.has(variantId));
  const operators = new Map(config.operators.map(({ operatorId, name }) => [operatorId, name]));
  const tills = new Map(review.waiting.map(({ journalId, name }) => [journalId, name]));

  async function ask(path: string, schema: TSchema, body: unknown): Promise<boolean> {
    setBusy(true);
    const answer = await askServer(`/counts/${plan.countId}/${path}`, schema, { method: 'POST', body });
    setBusy(false);
    setFault(answer.ok ? null : answer.offline ? 'enrol-server-unreachable' : answer.code);
    onChanged();
    return answer.ok;
  }
  async function approve(): Promise<void> {
    const lines = ready.slice(0, LINES_MAX).map(({ variantId, difference }) => {
      const all = difference ?? 0;
      const own = parts.get(variantId) ?? [];
      const explains = own.length > 0 && own.reduce((sum, { quantity }) => sum + quantity, 0) === all;
      return { variantId, difference: all, shrinkage: explains ? own : wholePart(all) };
    });
    if (await ask('approve', CountApproved, { lines })) setView(null);
  }
  async function recount(): Promise<void> {
    const variantIds = again.map(({ variantId }) => variantId);
    if (await ask('recount', CountAnswer, { round: plan.round, variantIds })) setChosen(new Set());
  }
  async function close(status: 'closed' | 'cancelled'): Promise<void> {
    if (await ask('close', CountAnswer, { status })) onClosed();
  }

  return (
    <div className={css.review}>
      {fault && <Notice {...errorWords(t, fault)} />}
      <Sums review={review} />
      <Waiting review={review} />
      {review.uncounted > 0 && open && (
        <Notice
          tone="info"
          code="uncounted"
          title={t('counts.review.uncounted', { count: review.uncounted })}
          next={t('counts.review.uncountedNext')}
        />
      )}
      {review.left > 0 && <Notice tone="info" title={t('counts.review.left', { count: review.left })} />}
      {review.lines.length === 0 ? (
        <Empty icon={CircleCheck} title={t('counts.review.empty')} text={t('counts.review.emptyText')} />
      ) : (
        <>
          <div className={css.views}>
            <Tabs
              label={t('counts.review.show')}
              value={shown}
              options={VIEWS.map((value) => {
                return { value, label: t(`counts.review.views.${value}`, { count: byView[value].length }) };
              })}
              onChange={setView}
              testId="review-view"
            />
          </div>
          {byView[shown].length === 0 ? (
            <Empty icon={CircleCheck} title={t('counts.review.noneHere')} />
          ) : (
            <ReviewLines
              lines={byView[shown]}
              tills={tills}
              operators={operators}
              chosen={chosen}
              parts={parts}
              open={open}
              onChoose={(variantId, on) => {
                const next = new Set(chosen);
                if (on) next.add(variantId);
                else next.delete(variantId);
                setChosen(next);
              }}
              onParts={(variantId, next) => setParts(new Map(parts).set(variantId, next))}
            />
          )}
        </>
      )}
      {closing && (
        <Notice
          tone="warn"
          code="close-asked"
          title={t(`counts.review.${closing}Ask`)}
          next={t(`counts.review.${closing}Next`)}
        >
          <Action disabled={busy} onClick={() => void close(closing)} data-testid="count-close-sure">
            {t(`counts.review.${closing}Yes`)}
          </Action>
          <Action onClick={() => setClosing(null)} data-testid="count-close-not">
            {t('counts.review.closeNo')}
          </Action>
        </Notice>
      )}
      {open && (
        <div className={css.foot}>
          <Action tone="quiet" onClick={() => setClosing('cancelled')} data-testid="count-cancel">
            {t('counts.review.cancel')}
          </Action>
          <Action onClick={() => setClosing('closed')} data-testid="count-close">
            {t('counts.review.close')}
          </Action>
          <span className={css.grow} />
          <Action
            size="lg"
            icon={RotateCcw}
            disabled={busy || again.length === 0}
            onClick={() => void recount()}
            data-testid="count-recount"
          >
            {t('counts.review.recount', { count: again.length })}
          </Action>
          <Action
            tone="next"
            size="lg"
            icon={CheckCheck}
            disabled={busy || ready.length === 0}
            onClick={() => void approve()}
            data-testid="count-approve"
          >
            {t('counts.review.approve', { count: ready.length })}
          </Action>
        </div>
      )}
    </div>
  );
}

/** Lines by what there is to do about them. */
function groupOf(lines: readonly CountReviewLine[]): Record<View, CountReviewLine[]> {
  const views: Record<View, CountReviewLine[]> = { decide: [], waiting: [], matching: [], approved: [] };
  for (const line of lines) {
    const { state, difference, worthRecount } = line;
    if (state === 'approved') views.approved.push(line);
    else if (state === 'final' && difference === 0 && !worthRecount) views.matching.push(line);
    else if (state === 'final' || state === 'conflicting' || state === 'superseded') views.decide.push(line);
    else views.waiting.push(line);
  }
  return views;
}

/** What is missing and what was found, at selling prices. */
function Sums({ review }: { review: CountReviewAnswer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const worths = review.lines.flatMap(({ worth }) => (worth === null ? [] : [worth]));
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
  const figures = [
    ['products', formats.count(review.lines.length)],
    ['missingWorth', formats.money(sum(worths.filter((worth) => worth < 0)))],
    ['foundWorth', formats.money(sum(worths.filter((worth) => worth > 0)))],
    ['net', formats.money(sum(worths))],
  ] as const;
  return (
    <div className={css.figures} data-testid="review-sums">
      {figures.map(([name, value]) => (
        <span key={name} className={css.figure}>
          {t(`counts.review.sums.${name}`)}
          <strong>{value}</strong>
        </span>
      ))}
    </div>
  );
}

/** Tills that must be heard before all of it is final. */
function Waiting({ review }: { review: CountReviewAnswer }) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (review.waiting.length === 0) return null;
  const tills = review.waiting.map(({ name, heardUntil }) =>
    heardUntil === null
      ? t('counts.review.neverHeard', { till: name })
      : t('counts.review.heard', { till: name, time: formats.dateTime(heardUntil) }),
  );
  return (
    <Notice
      tone="info"
      code="count-waits"
      title={t('counts.review.provisional', { tills: tills.join(', ') })}
      next={t('counts.review.provisionalNext')}
    />
  );
}

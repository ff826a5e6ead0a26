import { useTranslation } from 'react-i18next';
import { useFormats } from '#renderer/app/till-context.tsx';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { shareText } from '#renderer/features/reports/sales/sales-words.ts';
import css from './targets.module.css';

interface TargetFigureProps {
  name: string;
  /** Null where none was set. */
  target: number | null;
  actual: number;
  /** What of the target falls on days until now; null where that is not told. */
  due: number | null;
  onOpen?: (() => void) | undefined;
  testId: string;
}

/** How far a target is: a share, a bar with a mark where it should be by now, and the amount. */
export function TargetFigure({ name, target, actual, due, onOpen, testId }: TargetFigureProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (target === null || target === 0) {
    return <Total testId={testId} name={name} figure={t('targets.none')} onOpen={onOpen} />;
  }
  const percent = (amount: number): number => Math.min(100, Math.max(0, (amount / target) * 100));
  return (
    <Total testId={testId} name={name} figure={shareText(actual / target, formats)} onOpen={onOpen}>
      <div className={css.below}>
        <div className={css.bar} aria-hidden>
          <span className={css.filled} style={{ width: `${percent(actual)}%` }} />
          {due !== null && <span className={css.mark} style={{ left: `${percent(due)}%` }} />}
        </div>
        <span className={salesCss.compared}>{t('targets.of', { amount: formats.money(target) })}</span>
      </div>
    </Total>
  );
}

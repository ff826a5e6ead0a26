import { useTranslation } from 'react-i18next';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './weigh-prompt.module.css';
import type { WeighingView } from './weighing.ts';

/** What is seen on the scale, in words and with what to do; gross, tare and net where there is a weight. */
export function WeighSight({ view, tare }: { view: WeighingView; tare: number }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const weight = view.state === 'same' ? view.weight : null;
  const kilograms = (grams: number): string => formats.quantity(grams, 'kg');
  const sight = view.state === 'weighing' ? view.sight : view.state === 'same' ? 'same' : 'waiting';
  return (
    <>
      <dl className={css.figures} data-testid="weigh-figures">
        <dt>{t('weigh.gross')}</dt>
        <dd>{weight ? kilograms(weight.netGrams + weight.tareGrams) : '–'}</dd>
        <dt>{t('weigh.tare')}</dt>
        <dd>{kilograms(tare)}</dd>
        <dt>{t('weigh.net')}</dt>
        <dd>{weight ? kilograms(weight.netGrams) : '–'}</dd>
      </dl>
      {view.state === 'failed' ? (
        <Notice {...errorWords(t, view.code)} />
      ) : (
        <div className={css.sight} role="status" data-sight={sight} data-testid="weigh-sight">
          <strong>{t(`weigh.sights.${sight}.title`)}</strong>
          <span className={css.hint}>{t(`weigh.sights.${sight}.next`)}</span>
        </div>
      )}
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { VariantDemand } from '#contracts/http/replenishment.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import css from './replenish.module.css';
import { wholeQuantity } from './replenish-words.ts';

/** How far each method would have been off in the last weeks, and why one was chosen. */
export function MethodTable({ demand }: { demand: VariantDemand }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { compared, method, reason, demandClass, unit } = demand;
  const share = (value: number | null): string =>
    value === null ? '–' : formats.percent(Math.round(value * 1000) * 1000);
  return (
    <>
      <h3 className={frame.heading}>{t('replenish.method')}</h3>
      <p className={frame.sub} data-testid="replenish-method" data-method={method}>
        {t(reason === 'back-test' ? 'replenish.chosen' : 'replenish.tooShort', {
          method: t(`replenish.methods.${method}`),
        })}{' '}
        {t(`replenish.classes.${demandClass}`)}
      </p>
      {compared.length > 0 && (
        <div className={css.wide}>
          <table className={css.table}>
            <thead>
              <tr>
                <th scope="col">{t('replenish.method')}</th>
                <th scope="col">{t('replenish.rmse')}</th>
                <th scope="col">{t('replenish.wape')}</th>
                <th scope="col">{t('replenish.bias')}</th>
              </tr>
            </thead>
            <tbody>
              {compared.map((row) => (
                <tr key={row.method} data-chosen={row.method === method || undefined}>
                  <th scope="row">{t(`replenish.methods.${row.method}`)}</th>
                  <td>{wholeQuantity(formats, row.rmse, unit)}</td>
                  <td>{share(row.wape)}</td>
                  <td>{share(row.bias)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

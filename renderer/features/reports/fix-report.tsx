import { PackagePlus, PackageSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { FixList } from '#contracts/http/reports.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { isPhoto } from '#renderer/features/pictures/photo.ts';
import { Action } from '#renderer/ui/action.tsx';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { ExportAction } from '#renderer/ui/export-action.tsx';
import { fixFields } from './csv-fields.ts';
import { fixProblemWords } from './fix-words.ts';
import css from './reports.module.css';
import { useReports } from './reports-context.ts';

export type FixProblem = FixList['problems'][number];

/** Barcodes that no product has, with what the tills said of them: what to add to the catalogue. */
export function FixReport({ onMake }: { onMake: ((problem: FixProblem) => void) | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  const asked = useServer('/reports/fix-list', FixList);
  return (
    <Answered asked={asked}>
      {({ problems }) =>
        problems.length === 0 ? (
          <Empty icon={PackageSearch} title={t('reports.fix.none')} text={t('reports.fix.noneText')} />
        ) : (
          <>
            <table className={css.table}>
              <thead>
                <tr>
                  <th scope="col">{t('reports.fix.code')}</th>
                  <th scope="col">{t('reports.fix.name')}</th>
                  <th scope="col">{t('reports.fix.problem')}</th>
                  <th scope="col">{t('reports.fix.price')}</th>
                  <th scope="col">{t('reports.fix.times')}</th>
                  <th scope="col">{t('reports.fix.last')}</th>
                  <th scope="col">{t('reports.fix.photo')}</th>
                  {onMake && <td />}
                </tr>
              </thead>
              <tbody>
                {problems.map((one) => (
                  <tr key={`${one.code} ${one.problem} ${one.name} ${one.lastAt}`} data-testid="fix-row">
                    <td data-selectable>{one.code ?? '–'}</td>
                    <td>{one.name ?? '–'}</td>
                    <td>{fixProblemWords(t, one.problem)}</td>
                    <td data-number>{one.price === null ? '–' : formats.money(one.price)}</td>
                    <td data-number>{formats.count(one.times)}</td>
                    <td>{formats.dateTime(one.lastAt)}</td>
                    <td>
                      {one.photo !== null && isPhoto(one.photo) ? (
                        <img
                          className={css.photo}
                          src={one.photo}
                          alt={one.name ?? one.code ?? ''}
                          data-testid="fix-photo"
                        />
                      ) : (
                        '–'
                      )}
                    </td>
                    {onMake && (
                      <td>
                        {one.problem === 'unlisted-item' && (
                          <Action icon={PackagePlus} onClick={() => onMake(one)} data-testid="fix-make">
                            {t('reports.fix.make')}
                          </Action>
                        )}
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
            <div>
              <ExportAction
                csvOf={() => dataCsv(problems, fixFields(t, config.store.currency.digits))}
                name="fix-list"
                testId="fix-export"
              />
            </div>
          </>
        )
      }
    </Answered>
  );
}

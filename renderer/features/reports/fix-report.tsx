import { PackagePlus, PackageSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FixList } from '#contracts/http/reports.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { isPhoto } from '#renderer/features/pictures/photo.ts';
import { Action } from '#renderer/ui/action.tsx';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { fixFields } from './csv-fields.ts';
import { fixProblemWords } from './fix-words.ts';
import css from './reports.module.css';
import { useReports } from './reports-context.ts';

export type FixProblem = FixList['problems'][number];

/** Barcodes that no product has, with what the tills said of them: what to add to the catalogue. */
export function FixReport({ onMake }: { onMake: ((problem: FixProblem) => void) | null }) {
  const { t } = useTranslation();
  const asked = useServer('/reports/fix-list', FixList);
  return (
    <Answered asked={asked}>
      {({ problems }) =>
        problems.length === 0 ? (
          <Empty icon={PackageSearch} title={t('reports.fix.none')} text={t('reports.fix.noneText')} />
        ) : (
          <FixTable problems={problems} onMake={onMake} />
        )
      }
    </Answered>
  );
}

const ALL = '';

function FixTable({ problems, onMake }: FixList & { onMake: ((problem: FixProblem) => void) | null }) {
  const { t } = useTranslation();
  const { config } = useReports();
  const [kind, setKind] = useState(ALL);
  const columns = useFixColumns();
  const kinds = [...new Set(problems.map(({ problem }) => problem))].sort();
  return (
    <DataTable
      label={t('reports.names.fix')}
      rows={problems.filter(({ problem }) => kind === ALL || problem === kind)}
      columns={columns}
      keyOf={({ code, problem, name, lastAt }) => `${code} ${problem} ${name} ${lastAt}`}
      order={{ by: 'last', descending: true }}
      rowActions={
        onMake
          ? {
              width: 176,
              of: (one) =>
                one.problem === 'unlisted-item' && (
                  <Action icon={PackagePlus} onClick={() => onMake(one)} data-testid="fix-make">
                    {t('reports.fix.make')}
                  </Action>
                ),
            }
          : undefined
      }
      csvOf={(rows) => dataCsv(rows, fixFields(t, config.store.currency.digits))}
      exportName="fix-list"
      testId="fix"
      rowTestId="fix-row"
    >
      {kinds.length > 1 && (
        <SelectField
          compact
          label={t('reports.fix.problem')}
          value={kind}
          options={[
            { value: ALL, label: t('reports.all') },
            ...kinds.map((one) => ({ value: one, label: fixProblemWords(t, one) })),
          ]}
          onChange={setKind}
          testId="fix-kind"
        />
      )}
    </DataTable>
  );
}

/** What the file has, shown for people, and the photo. */
function useFixColumns(): DataColumn<FixProblem>[] {
  const { t } = useTranslation();
  const formats = useFormats();
  const { config } = useReports();
  const looks: Record<string, Partial<DataColumn<FixProblem>>> = {
    code: { share: 2, cell: ({ code }) => <span data-selectable>{code ?? '–'}</span> },
    name: { share: 2, cell: ({ name }) => name ?? '–' },
    problem: { share: 2 },
    price: { isNumber: true, cell: ({ price }) => (price === null ? '–' : formats.money(price)) },
    times: { isNumber: true, cell: ({ times }) => formats.count(times) },
    last: { share: 2, cell: ({ lastAt }) => formats.dateTime(lastAt) },
  };
  const fields = fixFields(t, config.store.currency.digits).map((field) => ({ ...field, ...looks[field.id] }));
  const photo: DataColumn<FixProblem> = {
    id: 'photo',
    label: t('reports.fix.photo'),
    value: (one) => Number(one.photo !== null),
    cell: ({ photo, name, code }) =>
      photo !== null && isPhoto(photo) ? (
        <img className={css.photo} src={photo} alt={name ?? code ?? ''} data-testid="fix-photo" />
      ) : (
        '–'
      ),
  };
  return [...fields, photo];
}

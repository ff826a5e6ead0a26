import { ClipboardList, ListChecks } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import type { CountRow } from '#contracts/http/counts.ts';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from './count.module.css';

export interface OpenCount {
  plan: CountPlanned;
  /** How far it is, where the server could be asked. */
  row: CountRow | undefined;
}

interface OpenCountsProps {
  rows: readonly OpenCount[];
  nameOf: (operatorId: string) => string;
  onCount: (count: OpenCount) => void;
  /** Null where the operator may not look at what was counted. */
  onReview: ((count: OpenCount) => void) | null;
}

const ALL = '';
/** One button, or two, beside a row. */
const WIDTHS = { count: 132, both: 280 } as const;

/** Counts that are open: what is counted, how far each place is and by whom. */
export function OpenCounts({ rows, nameOf, onCount, onReview }: OpenCountsProps) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const [kind, setKind] = useState(ALL);
  const kinds = [...new Set(rows.map(({ plan }) => plan.kind))];
  const whatWords = ({ plan }: OpenCount): string =>
    [
      t(`counts.kinds.${plan.kind}`),
      ...(plan.round > 1 ? [t('counts.round', { round: plan.round })] : []),
      ...(plan.blind ? [t('counts.blind')] : []),
      ...(plan.variantIds ? [t('counts.products', { count: plan.variantIds.length })] : []),
    ].join(' · ');
  const placeWords = ({ row }: OpenCount): string[] =>
    (row?.places ?? []).map(({ placeId, variants, complete, operatorIds }) =>
      [
        t(complete ? 'counts.placeComplete' : 'counts.placeCounted', { place: placeName(placeId), count: variants }),
        ...(operatorIds.length > 0 ? [operatorIds.map(nameOf).join(', ')] : []),
      ].join(' · '),
    );
  const columns: DataColumn<OpenCount>[] = [
    {
      id: 'name',
      label: t('counts.name'),
      share: 2,
      value: ({ plan }) => plan.name,
      cell: (count) => (
        <span className={css.what}>
          <span>{count.plan.name}</span>
          <span className={css.kind}>{whatWords(count)}</span>
        </span>
      ),
    },
    { id: 'kind', label: t('counts.what'), value: whatWords, hidden: true },
    {
      id: 'places',
      label: t('counts.places'),
      share: 3,
      value: (count) => placeWords(count).join('; '),
      cell: (count) => (
        <span title={placeWords(count).join('\n')} data-testid="count-places">
          {placeWords(count).join('; ') || '–'}
        </span>
      ),
    },
  ];
  return (
    <DataTable
      label={t('counts.title')}
      rows={rows.filter(({ plan }) => kind === ALL || plan.kind === kind)}
      columns={columns}
      keyOf={({ plan }) => plan.countId}
      order={{ by: 'name', descending: false }}
      rowActions={{
        width: onReview ? WIDTHS.both : WIDTHS.count,
        of: (count) => (
          <>
            {onReview && (
              <Action icon={ListChecks} onClick={() => onReview(count)} data-testid="count-review">
                {t('counts.review.open')}
              </Action>
            )}
            <Action icon={ClipboardList} onClick={() => onCount(count)} data-testid="count-start">
              {t('counts.start')}
            </Action>
          </>
        ),
      }}
      exportName="open-counts"
      testId="counts-open"
      rowTestId="count-row"
      attributes={({ plan }) => ({ 'data-name': plan.name })}
    >
      {kinds.length > 1 && (
        <SelectField
          compact
          label={t('counts.what')}
          value={kind}
          options={[
            { value: ALL, label: t('reports.all') },
            ...kinds.map((value) => ({ value, label: t(`counts.kinds.${value}`) })),
          ]}
          onChange={setKind}
          testId="counts-kind"
        />
      )}
    </DataTable>
  );
}

import { MessagesSquare } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CASE_KINDS } from '#contracts/facts/case-facts.ts';
import { CaseList, type CaseRow } from '#contracts/http/cases.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useAgainWhenTaken } from '#renderer/app/use-again-when-taken.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';

const STATES = ['open', 'closed'] as const;
const DAY_MS = 86_400_000;

interface CasesViewProps {
  config: RegisterConfig;
  operatorId: string;
  onOpen: (caseId: string) => void;
  onLeave: () => void;
}

/** Questions, complaints and wishes of all stores: the oldest open ones first. */
export function CasesView({ config, operatorId, onOpen, onLeave }: CasesViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [state, setState] = useState<(typeof STATES)[number]>('open');
  const [kind, setKind] = useState<'' | CaseRow['kind']>('');
  const [whose, setWhose] = useState<'' | 'mine' | 'nobodys'>('');
  const asked = useLastGood(useServer('/cases', CaseList, { state }));
  useAgainWhenTaken(asked.again);
  useFormKeys(onLeave);
  const nameOf = (id: string | null): string => (id === null ? '' : operatorName(config, id));
  const ageOf = ({ openedAt, closedAt }: CaseRow): number =>
    Math.max(0, Math.floor(((closedAt ? Date.parse(closedAt) : Date.now()) - Date.parse(openedAt)) / DAY_MS));
  const columns: DataColumn<CaseRow>[] = [
    { id: 'words', label: t('cases.words'), share: 4, value: ({ words }) => words ?? t('cases.noWords') },
    { id: 'kind', label: t('cases.kind'), value: (row) => t(`cases.kinds.${row.kind}`) },
    { id: 'member', label: t('cases.of'), share: 2, value: ({ memberName }) => memberName ?? '' },
    { id: 'order', label: t('cases.about'), share: 2, value: ({ order }) => order?.number ?? '' },
    { id: 'store', label: t('cases.store'), share: 2, value: ({ storeName }) => storeName },
    { id: 'assigned', label: t('cases.assigned'), share: 2, value: ({ assignedTo }) => nameOf(assignedTo) },
    {
      id: 'age',
      label: t('cases.age'),
      isNumber: true,
      value: ageOf,
      cell: (row) => t('cases.days', { count: ageOf(row) }),
    },
    { id: 'opened', label: t('cases.opened'), hidden: true, value: ({ openedAt }) => formats.dateTime(openedAt) },
  ];
  const shown = (row: CaseRow): boolean =>
    (kind === '' || row.kind === kind) &&
    (whose === '' || (whose === 'mine' ? row.assignedTo === operatorId : row.assignedTo === null));
  return (
    <section className={sheet.form} data-testid="cases">
      <h2 className={sheet.heading}>{t('cases.title')}</h2>
      <Answered asked={asked} offlineText={t('cases.offline')}>
        {({ cases }) => (
          <DataTable
            label={t('cases.title')}
            rows={cases.filter(shown)}
            columns={columns}
            keyOf={({ caseId }) => caseId}
            order={{ by: 'age', descending: state === 'open' }}
            onOpen={({ caseId }) => onOpen(caseId)}
            exportName="cases"
            testId="cases"
            rowTestId="case-row"
            empty={<Empty icon={MessagesSquare} title={t('cases.none')} text={t('cases.noneText')} />}
          >
            <SelectField
              compact
              label={t('cases.state')}
              value={state}
              options={STATES.map((value) => ({ value, label: t(`cases.states.${value}`) }))}
              onChange={setState}
              testId="cases-state"
            />
            <SelectField
              compact
              label={t('cases.kind')}
              value={kind}
              options={[
                { value: '', label: t('cases.allKinds') },
                ...CASE_KINDS.map((value) => ({ value, label: t(`cases.kinds.${value}`) })),
              ]}
              onChange={setKind}
              testId="cases-kind"
            />
            <SelectField
              compact
              label={t('cases.assigned')}
              value={whose}
              options={[
                { value: '', label: t('cases.everybodys') },
                { value: 'mine', label: t('cases.mine') },
                { value: 'nobodys', label: t('cases.nobodys') },
              ]}
              onChange={setWhose}
              testId="cases-whose"
            />
          </DataTable>
        )}
      </Answered>
    </section>
  );
}

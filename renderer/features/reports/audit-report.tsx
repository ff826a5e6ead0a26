import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuditList } from '#contracts/http/reports.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { auditDetail, auditKind } from './audit-words.ts';
import { auditFields } from './csv-fields.ts';

type Entry = AuditList['entries'][number];

const ALL = '';

/** Overrides, refusals, drawers opened, sign-ins that failed: newest first, by operator and kind. */
export function AuditReport({ config, from, to }: { config: RegisterConfig; from: string; to: string }) {
  const asked = useServer('/reports/audit', AuditList, { from, to });
  return <Answered asked={asked}>{({ entries }) => <Entries entries={entries} config={config} />}</Answered>;
}

function Entries({ entries, config }: AuditList & { config: RegisterConfig }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [operator, setOperator] = useState(ALL);
  const [kind, setKind] = useState(ALL);
  const operators = [...new Set(entries.flatMap(({ operatorId }) => (operatorId === null ? [] : [operatorId])))];
  const kinds = [...new Set(entries.map((entry) => entry.kind))].sort();
  const words = { t, formats, nameOf: (id: string) => operatorName(config, id) };
  const all = { value: ALL, label: t('reports.all') };
  const shown = entries.filter(
    (entry) => (operator === ALL || entry.operatorId === operator) && (kind === ALL || entry.kind === kind),
  );
  if (entries.length === 0) {
    return <Empty icon={ShieldCheck} title={t('reports.empty')} text={t('reports.emptyText')} />;
  }
  const looks: Record<string, Partial<DataColumn<Entry>>> = {
    at: { share: 2, cell: ({ at }) => formats.dateTime(at) },
    operator: { share: 2, cell: ({ operatorId }) => operatorName(config, operatorId) },
    kind: { share: 2 },
    detail: {
      share: 4,
      cell: ({ detail }) => <span title={auditDetail(detail, words)}>{auditDetail(detail, words)}</span>,
    },
    register: { share: 1 },
  };
  return (
    <DataTable
      label={t('reports.names.audit')}
      rows={shown}
      columns={auditFields(words).map((field) => ({ ...field, ...looks[field.id] }))}
      keyOf={({ at, registerId, kind: what, detail }) => `${at} ${registerId} ${what} ${JSON.stringify(detail)}`}
      order={{ by: 'at', descending: true }}
      exportName="audit"
      testId="audit"
      rowTestId="audit-row"
      attributes={(entry) => ({ 'data-kind': entry.kind })}
    >
      <SelectField
        compact
        label={t('reports.operator')}
        value={operator}
        options={[all, ...operators.map((one) => ({ value: one, label: operatorName(config, one) }))]}
        onChange={setOperator}
        testId="audit-operator"
      />
      <SelectField
        compact
        label={t('reports.audit.kind')}
        value={kind}
        options={[all, ...kinds.map((one) => ({ value: one, label: auditKind(t, one) }))]}
        onChange={setKind}
        testId="audit-kind"
      />
    </DataTable>
  );
}

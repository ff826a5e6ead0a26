import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AuditList } from '#contracts/http/reports.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import { ExportAction } from '#renderer/ui/export-action.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { auditDetail, auditKind } from './audit-words.ts';
import { auditFields } from './csv-fields.ts';
import css from './reports.module.css';

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
  return (
    <>
      <div className={css.filters}>
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
      </div>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('reports.time')}</th>
            <th scope="col">{t('reports.operator')}</th>
            <th scope="col">{t('reports.audit.kind')}</th>
            <th scope="col">{t('reports.audit.detail')}</th>
            <th scope="col">{t('reports.register')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((entry) => (
            <tr
              key={`${entry.at} ${entry.registerId} ${entry.kind} ${JSON.stringify(entry.detail)}`}
              data-testid="audit-row"
              data-kind={entry.kind}
            >
              <td>{formats.dateTime(entry.at)}</td>
              <td>{operatorName(config, entry.operatorId)}</td>
              <td>{auditKind(t, entry.kind)}</td>
              <td>{auditDetail(entry.detail, words)}</td>
              <td>{entry.registerName}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <ExportAction
          csvOf={() => dataCsv(shown, auditFields(words))}
          name="audit"
          disabled={shown.length === 0}
          testId="audit-export"
        />
      </div>
    </>
  );
}

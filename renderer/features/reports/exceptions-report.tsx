import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import Type, { type Static } from 'typebox';
import { ExceptionRow } from '#contracts/http/reports.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { Empty } from '#renderer/ui/empty.tsx';
import css from './reports.module.css';

const ExceptionList = Type.Array(ExceptionRow);
const OPEN = { status: 'open' };

/** What was booked and a person must look at: what it means, how much is at stake, what to do. */
export function ExceptionsReport() {
  const { t } = useTranslation();
  const asked = useServer('/reports/exceptions', ExceptionList, OPEN);
  return (
    <Answered asked={asked}>
      {(rows) =>
        rows.length === 0 ? (
          <Empty icon={CircleCheck} title={t('reports.exceptions.none')} text={t('reports.exceptions.noneText')} />
        ) : (
          <ul className={css.list}>
            {rows.map((row) => (
              <Exception key={row.exceptionId} row={row} />
            ))}
          </ul>
        )
      }
    </Answered>
  );
}

function Exception({ row }: { row: Static<typeof ExceptionRow> }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const words = errorWords(t, row.code);
  const said = Object.entries(row.detail).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return (
    <li className={css.exception} data-testid="exception-row" data-code={row.code}>
      <div className={css.exceptionHead}>
        <strong>{words.title}</strong>
        {row.amount !== null && <span className={css.stake}>{formats.money(row.amount)}</span>}
      </div>
      <p className={css.steps}>{words.next}</p>
      <p className={css.small} data-selectable>
        {formats.dateTime(row.openedAt)} · {row.code}
        {said.map(([name, value]) => ` · ${name} ${String(value)}`)}
      </p>
    </li>
  );
}

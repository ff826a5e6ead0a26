import type { TFunction } from 'i18next';
import type { AuditList, FixList, LossPrevention, SessionList } from '#contracts/http/reports.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import type { DataField } from '#renderer/ui/data-rows.ts';
import { auditDetail, auditKind, type DetailWords } from './audit-words.ts';
import { fixProblemWords } from './fix-words.ts';
import { MEASURES, type Measure } from './loss-measures.ts';

type Audited = AuditList['entries'][number];
type Problem = FixList['problems'][number];
type Operator = LossPrevention['operators'][number];
type Session = SessionList['sessions'][number];

/** The audit list as a file. */
export function auditFields(words: DetailWords): DataField<Audited>[] {
  const { t, nameOf } = words;
  return [
    { id: 'at', label: t('reports.time'), value: ({ at }) => at },
    {
      id: 'operator',
      label: t('reports.operator'),
      value: ({ operatorId }) => (operatorId === null ? '' : nameOf(operatorId)),
    },
    { id: 'kind', label: t('reports.audit.kind'), value: ({ kind }) => auditKind(t, kind) },
    { id: 'detail', label: t('reports.audit.detail'), value: ({ detail }) => auditDetail(detail, words) },
    { id: 'register', label: t('reports.register'), value: ({ registerName }) => registerName },
  ];
}

/** What is to be fixed as a file; `digits` are those of the currency. */
export function fixFields(t: TFunction, digits: number): DataField<Problem>[] {
  return [
    { id: 'code', label: t('reports.fix.code'), value: ({ code }) => code ?? '' },
    { id: 'name', label: t('reports.fix.name'), value: ({ name }) => name ?? '' },
    { id: 'problem', label: t('reports.fix.problem'), value: ({ problem }) => fixProblemWords(t, problem) },
    {
      id: 'price',
      label: t('reports.fix.price'),
      value: ({ price }) => (price === null ? '' : decimalText(price, digits)),
    },
    { id: 'times', label: t('reports.fix.times'), value: ({ times }) => times },
    { id: 'last', label: t('reports.fix.last'), value: ({ lastAt }) => lastAt },
  ];
}

/** Operators beside their peers as a file: how often, and the amount where there is one; `digits` are those of the currency. */
export function lossFields(t: TFunction, digits: number): DataField<Operator>[] {
  const ofMeasure = (measure: Measure): DataField<Operator>[] => {
    const label = t(`reports.loss.${measure}`);
    const count = (row: Operator) => (typeof row[measure] === 'number' ? row[measure] : row[measure].count);
    const often = { id: measure, label, value: count };
    if (isPlain(measure)) return [often];
    const amount = (row: Operator) => decimalText(row[measure].amount, digits);
    return [often, { id: `${measure}-amount`, label: `${label}: ${t('reports.exceptions.amount')}`, value: amount }];
  };
  return [
    { id: 'operator', label: t('reports.operator'), value: ({ name }) => name },
    { id: 'receipts', label: t('reports.loss.receipts'), value: ({ receipts }) => receipts },
    ...MEASURES.flatMap(ofMeasure),
    { id: 'over-short', label: t('reports.loss.overShort'), value: ({ overShort }) => decimalText(overShort, digits) },
  ];
}

/** The shifts of a day as a file; `digits` are those of the currency. */
export function sessionFields(
  t: TFunction,
  digits: number,
  nameOf: (operatorId: string) => string,
): DataField<Session>[] {
  return [
    { id: 'register', label: t('day.register'), value: ({ registerName }) => registerName },
    { id: 'opened', label: t('day.opened'), value: ({ openedAt }) => openedAt },
    {
      id: 'operator',
      label: t('reports.operator'),
      value: ({ openedBy }) => (openedBy === null ? '' : nameOf(openedBy)),
    },
    { id: 'closed', label: t('day.closed'), value: ({ closed }) => closed?.at ?? '' },
    { id: 'z', label: 'Z', value: ({ closed }) => closed?.zNumber ?? '' },
    { id: 'receipts', label: t('shift.receipts'), value: ({ receipts }) => receipts },
    { id: 'total', label: t('day.total'), value: ({ total }) => decimalText(total, digits) },
    {
      id: 'over-short',
      label: t('day.overShort'),
      value: ({ closed }) => (closed ? decimalText(closed.differences, digits) : ''),
    },
  ];
}

const PLAIN = ['noSales', 'copies', 'overridesRefused'] as const;

/** Whether a measure only says how often. */
function isPlain(measure: Measure): measure is (typeof PLAIN)[number] {
  return PLAIN.some((one) => one === measure);
}

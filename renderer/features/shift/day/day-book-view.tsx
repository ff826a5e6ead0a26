import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayBook } from '#contracts/http/reports.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Minor } from '#domain/money/money.ts';
import { hasLiabilities, turnoverOf } from '#domain/session/liabilities.ts';
import { policyOf } from '#renderer/app/at-till.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { tenderName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './day.module.css';

interface DayBookViewProps {
  book: DayBook;
  config: RegisterConfig;
}

/** The day book: what was sold and taken back, tax by rate, means of payment, liabilities, cash. */
export function DayBookView({ book, config }: DayBookViewProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const money = (minor: Minor): string => formats.money(minor);
  const turnover = turnoverOf(book);
  return (
    <div className={css.book} data-testid="day-book">
      <Section title={t('day.turnover')}>
        <Row name={t('day.sales', { count: turnover.sales.count })}>{money(turnover.sales.amount)}</Row>
        <Row name={t('day.returns', { count: turnover.returns.count })}>{money(turnover.returns.amount)}</Row>
        <Row name={t('day.discounts', { count: book.discounts.count })}>{money(book.discounts.amount)}</Row>
        <Row name={t('day.turnover')} strong testId="day-turnover">
          {money(turnover.total)}
        </Row>
        <Apart book={book} />
        <Row name={t('day.rounding')}>{money(book.rounding)}</Row>
        <Row name={t('day.tips')}>{money(book.tips)}</Row>
      </Section>
      <Section title={t('day.taxes')}>
        {book.taxes.map((tax) => (
          <Row
            key={`${tax.code} ${tax.ratePpm}`}
            name={t('day.tax', { code: tax.code, rate: formats.percent(tax.ratePpm), base: money(tax.base) })}
          >
            {money(tax.amount)}
          </Row>
        ))}
        {book.taxes.length === 0 && <Row name={t('day.nothing')}>{money(0)}</Row>}
      </Section>
      <Tenders book={book} config={config} />
      <Section title={t('day.liabilities')}>
        <Row name={t('day.issued')}>{money(book.storedValue.issued)}</Row>
        <Row name={t('day.redeemed')}>{money(book.storedValue.redeemed)}</Row>
        <Row name={t('day.outstanding')} strong>
          {money(book.storedValue.outstanding)}
        </Row>
        {book.deposits && (
          <Row name={t('day.depositsHeld')} strong>
            {money(book.deposits.outstanding)}
          </Row>
        )}
        <Row name={t('day.charged')}>{money(book.accounts.charged)}</Row>
        <Row name={t('day.paid')}>{money(book.accounts.paid)}</Row>
        <Row name={t('day.owed')} strong>
          {money(book.accounts.outstanding)}
        </Row>
      </Section>
      <Section title={t('day.cash')}>
        <Row name={t('shift.actions.in')}>{money(book.cash.in)}</Row>
        <Row name={t('shift.actions.out')}>{money(book.cash.out)}</Row>
        <Row name={t('shift.actions.pickup')}>{money(book.cash.pickups)}</Row>
        <Row name={t('shift.actions.bank')}>{money(book.cash.banked)}</Row>
      </Section>
    </div>
  );
}

/** What stands in the receipts and is no turnover, and what all receipts come to with it. */
function Apart({ book }: { book: DayBook }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { liabilities } = book;
  const rows = liabilities && hasLiabilities(liabilities) && (
    <>
      <Row name={t('day.depositsTaken', { count: liabilities.depositsTaken.count })}>
        {formats.money(liabilities.depositsTaken.amount)}
      </Row>
      <Row name={t('day.depositsDeducted', { count: liabilities.depositsDeducted.count })}>
        {formats.money(-liabilities.depositsDeducted.amount)}
      </Row>
      <Row name={t('day.cardsSold', { count: liabilities.cardsSold.count })}>
        {formats.money(liabilities.cardsSold.amount)}
      </Row>
      {liabilities.cardsReturned && (
        <Row name={t('day.cardsReturned', { count: liabilities.cardsReturned.count })}>
          {formats.money(-liabilities.cardsReturned.amount)}
        </Row>
      )}
    </>
  );
  return (
    <>
      {rows}
      <Row name={t('day.receipts')} strong={Boolean(rows)} testId="day-total">
        {formats.money(book.total)}
      </Row>
    </>
  );
}

/** Expected beside declared, with a bar of each means' share of what is expected in the store's currency. */
function Tenders({ book, config }: DayBookViewProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { tenders } = policyOf(config);
  const currencyOf = (id: string) =>
    tenders.find(({ tenderId }) => tenderId === id)?.foreign?.currency ?? config.store.currency;
  const largest = Math.max(1, ...book.tenders.map(({ expected }) => Math.abs(expected)));
  return (
    <Section title={t('day.tenders')} wide>
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">{t('shift.differences.tender')}</th>
            <th scope="col" data-number>
              {t('shift.differences.expected')}
            </th>
            <th scope="col" data-number>
              {t('shift.differences.declared')}
            </th>
            <th scope="col" data-number>
              {t('shift.differences.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {book.tenders.map(({ tender, expected, declared, difference }) => {
            const money = (minor: Minor): string => moneyIn(formats, currencyOf(tender), minor);
            return (
              <tr key={tender} data-testid="day-tender" data-tender={tender}>
                <th scope="row">
                  {tenderName(tenders, tender, i18n.language)}
                  <span className={css.bar} aria-hidden>
                    <span style={{ width: `${Math.round((100 * Math.abs(expected)) / largest)}%` }} />
                  </span>
                </th>
                <td data-number>{money(expected)}</td>
                <td data-number>{declared === null ? '–' : money(declared)}</td>
                <td data-number data-off={difference !== 0 || undefined}>
                  {money(difference)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function Section({ title, wide, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={css.section} data-wide={wide || undefined} aria-label={title}>
      <h3 className={css.heading}>{title}</h3>
      {children}
    </section>
  );
}

interface RowProps {
  name: string;
  strong?: boolean;
  testId?: string;
  children: string;
}

function Row({ name, strong, testId, children }: RowProps) {
  return (
    <div className={css.row} data-strong={strong || undefined}>
      <span>{name}</span>
      <span data-testid={testId}>{children}</span>
    </div>
  );
}

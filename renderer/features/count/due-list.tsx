import { UnstyledButton } from '@mantine/core';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DueAnswer } from '#contracts/http/counts.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockTask } from '#renderer/features/stock/stock-parts.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Empty } from '#renderer/ui/empty.tsx';
import css from './count.module.css';

interface DueListProps {
  limit: number;
  onOpen: (task: StockTask) => void;
}

/** What a rolling count would count today, and why. */
export function DueList({ limit, onOpen }: DueListProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const asked = useServer('/counts/due', DueAnswer, { limit: String(limit) });
  return (
    <Answered asked={asked}>
      {({ due, total }) =>
        due.length === 0 ? (
          <Empty icon={CircleCheck} title={t('counts.nothingDue')} text={t('counts.nothingDueText')} />
        ) : (
          <section className={css.due} aria-label={t('counts.due')}>
            <h3 className={frame.heading}>{t('counts.due')}</h3>
            <p className={frame.sub}>{t('counts.dueOf', { count: total })}</p>
            <ul className={frame.lines}>
              {due.map(({ variantId, sku, unit, onHand, lastCountedOn, why, class: abc, ...named }) => (
                <li key={variantId}>
                  <UnstyledButton
                    type="button"
                    className={frame.line}
                    onClick={() => onOpen({ section: 'product', subject: variantId })}
                    data-testid="due-row"
                    data-sku={sku}
                  >
                    <span className={frame.words}>
                      <span className={frame.name}>{localName(named, i18n.language)}</span>
                      <span className={frame.sub}>
                        {[
                          sku,
                          t('counts.class', { abc }),
                          why === 'negative'
                            ? t('counts.why.negative', { quantity: formats.quantity(onHand, unit) })
                            : lastCountedOn === null
                              ? t('counts.why.never')
                              : t('counts.why.overdue', { date: formats.day(lastCountedOn) }),
                        ].join(' · ')}
                      </span>
                    </span>
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </section>
        )
      }
    </Answered>
  );
}

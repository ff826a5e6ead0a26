import { UnstyledButton } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import css from './rail.module.css';

export type Section =
  | 'sell'
  | 'orders'
  | 'priceCheck'
  | 'receipts'
  | 'stock'
  | 'members'
  | 'shift'
  | 'reports'
  | 'more';

export interface RailProps {
  sections: readonly { section: Section; icon: LucideIcon; waiting?: number }[];
  section: Section;
  onSection: (section: Section) => void;
}

/** The sections of the till: at the left, or at the foot of a narrow screen. */
export function Rail({ sections, section: current, onSection }: RailProps) {
  const { t } = useTranslation();
  return (
    <nav className={css.rail} aria-label={t('rail.label')}>
      {sections.map(({ section, icon: Icon, waiting = 0 }) => (
        <UnstyledButton
          key={section}
          type="button"
          className={css.item}
          aria-current={section === current ? 'page' : undefined}
          onClick={() => onSection(section)}
          data-testid={`rail-${section}`}
        >
          <span className={css.icon}>
            <Icon size={24} strokeWidth={1.75} aria-hidden />
            {waiting > 0 && (
              <span
                className={css.waiting}
                role="img"
                aria-label={t('rail.ordersWaiting', { count: waiting })}
                data-testid={`rail-${section}-waiting`}
              >
                {waiting}
              </span>
            )}
          </span>
          <span className={css.word}>{t(`rail.${section}`)}</span>
        </UnstyledButton>
      ))}
    </nav>
  );
}

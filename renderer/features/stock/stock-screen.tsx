import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { Page } from '#renderer/ui/page.tsx';
import css from './stock.module.css';
import { StockHome } from './stock-home.tsx';
import type { StockTask } from './stock-parts.ts';
import { PRODUCT_SECTION, STOCK_SECTIONS } from './stock-sections.ts';

interface StockScreenProps extends ShiftProps {
  top: ReactNode;
  /** What was open when the section was left. */
  task: StockTask | null;
  onTask: (task: StockTask | null) => void;
  onReceipt: (number: string) => void;
}

/** The store's goods: what is there and why, and what is done with them beside selling. */
export function StockScreen({ top, task, onTask, onReceipt, ...who }: StockScreenProps) {
  const { t } = useTranslation();
  const [done, setDone] = useState<string | null>(null);
  const section = [PRODUCT_SECTION, ...STOCK_SECTIONS].find(({ id }) => id === task?.section);
  const open = (next: StockTask): void => {
    setDone(null);
    onTask(next);
  };
  const sections = STOCK_SECTIONS.filter(({ permission }) => mayOf(who.config, who.operatorId, permission));
  const Screen = section && mayOf(who.config, who.operatorId, section.permission) ? section.component : null;
  return (
    <Page title={t('rail.stock')} top={top}>
      <div className={css.stock} data-testid="stock">
        {task && Screen ? (
          <Screen
            key={`${task.section} ${task.subject ?? ''}`}
            {...who}
            task={task}
            onOpen={open}
            onBack={() => onTask(null)}
            onDone={(words) => {
              setDone(words);
              onTask(null);
            }}
            onReceipt={onReceipt}
          />
        ) : (
          <StockHome status={who.status} config={who.config} sections={sections} done={done} onOpen={open} />
        )}
      </div>
    </Page>
  );
}

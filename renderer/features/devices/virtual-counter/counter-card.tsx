import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './counter.module.css';
import { faultWords } from './fault-words.ts';

interface CounterCardProps {
  name: string;
  address: string;
  faults: Readonly<Record<string, boolean>>;
  onFault: (name: string, on: boolean) => void;
  children: ReactNode;
  testId: string;
}

/** One virtual device: what it shows and can do, and the trouble it can make. */
export function CounterCard({ name, address, faults, onFault, children, testId }: CounterCardProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const on = Object.keys(faults).filter((fault) => faults[fault]);
  return (
    <section className={css.card} aria-label={name} data-testid={`counter-${testId}`}>
      <header className={css.head}>
        <h2 className={css.name}>{name}</h2>
        <span className={css.sub} data-selectable>
          {address}
        </span>
        {on.length > 0 && (
          <span className={css.wrong} role="status">
            {on.map((fault) => faultWords(t, fault)).join(' · ')}
          </span>
        )}
      </header>
      {children}
      <div className={css.trouble}>
        <Action
          tone="quiet"
          icon={open ? ChevronDown : ChevronRight}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          data-testid="counter-trouble"
        >
          {t('counter.trouble')}
        </Action>
        {open && (
          <ul className={css.faults}>
            {Object.entries(faults).map(([fault, value]) => (
              <li key={fault} className={css.fault}>
                <span>{faultWords(t, fault)}</span>
                <Toggle
                  label={faultWords(t, fault)}
                  on={value}
                  onToggle={(wanted) => onFault(fault, wanted)}
                  testId={`counter-fault-${fault}`}
                />
              </li>
            ))}
          </ul>
        )}
      </div>
    </section>
  );
}

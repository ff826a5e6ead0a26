import { Popover, UnstyledButton } from '@mantine/core';
import { useDatesContext } from '@mantine/dates';
import { CalendarDays } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DateCalendar } from './date-calendar.tsx';
import css from './date-input.module.css';
import { dateText, readDateText } from './date-text.ts';

export interface DateInputProps {
  label: string;
  /** `YYYY-MM-DD`, with a time `YYYY-MM-DDTHH:mm`; empty for none. */
  value: string;
  withTime?: boolean;
  /** Whether it may be emptied. */
  clearable?: boolean;
  /** The first day that can be chosen. */
  min?: string;
  isWrong?: boolean;
  onChange: (value: string) => void;
  testId: string;
}

/** A day, or a day and a minute: typed, or chosen from a calendar, both in the language of the screen. */
export function DateInput(props: DateInputProps) {
  const { label, value, withTime = false, clearable = false, min, isWrong = false, onChange, testId } = props;
  const { t } = useTranslation();
  const { locale } = useDatesContext();
  /** What is being typed; null while nobody types. */
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);

  function take(text: string, isTyping: boolean): void {
    const next = text.trim() === '' ? (clearable ? '' : null) : readDateText(text, { locale, withTime, isTyping });
    if (next === null || next === value || (min !== undefined && next !== '' && next < min)) return;
    onChange(next);
  }
  function settle(): void {
    if (typed !== null) take(typed, false);
    setTyped(null);
  }

  return (
    <div className={css.box} data-time={withTime || undefined}>
      <input
        className={css.input}
        type="text"
        aria-label={label}
        aria-invalid={isWrong || undefined}
        placeholder={t('calendar.none')}
        value={typed ?? dateText(value, locale)}
        autoComplete="off"
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          take(event.currentTarget.value, true);
        }}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle();
          if (event.key !== 'ArrowDown' || !event.altKey) return;
          event.preventDefault();
          setOpen(true);
        }}
        data-value={value}
        data-testid={testId}
      />
      <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus returnFocus shadow="md">
        <Popover.Target>
          <UnstyledButton
            type="button"
            className={css.open}
            aria-label={t('calendar.open', { label })}
            onClick={() => setOpen(!isOpen)}
            data-testid={`${testId}-calendar`}
          >
            <CalendarDays size={20} />
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown className={css.dropdown}>
          <DateCalendar
            value={value.slice(0, 10)}
            locale={locale}
            min={min}
            onChoose={(day) => {
              setTyped(null);
              setOpen(false);
              onChange(withTime ? `${day}T${value.slice(11) || '00:00'}` : day);
            }}
            onClose={() => setOpen(false)}
          />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

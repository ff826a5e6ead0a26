import { DatePicker, type DatePickerProps } from '@mantine/dates';
import 'dayjs/locale/zh-cn';
import { useTranslation } from 'react-i18next';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import css from './date-input.module.css';
import { dateText } from './date-text.ts';

interface DateCalendarProps {
  /** `YYYY-MM-DD`; empty for none. */
  value: string;
  locale: string;
  min: string | undefined;
  onChoose: (day: string) => void;
  onClose: () => void;
}

/** A month to choose a day from. */
export function DateCalendar({ value, locale, min, onChoose, onClose }: DateCalendarProps) {
  const { t } = useTranslation();
  useKeyLayer('overlay', {
    onKey(event) {
      if (event.key === 'Escape') onClose();
      return event.key === 'Escape';
    },
  });
  const words = (style: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
    return (date: string) => format.format(new Date(`${date.slice(0, 10)}T00:00Z`));
  };
  const labels: NonNullable<DatePickerProps['ariaLabels']> = {
    monthLevelControl: t('calendar.chooseMonth'),
    yearLevelControl: t('calendar.chooseYear'),
    previousMonth: t('calendar.previousMonth'),
    nextMonth: t('calendar.nextMonth'),
    previousYear: t('calendar.previousYear'),
    nextYear: t('calendar.nextYear'),
    previousDecade: t('calendar.previousYears'),
    nextDecade: t('calendar.nextYears'),
  };
  return (
    <DatePicker
      size="lg"
      classNames={{ day: css.day, calendarHeaderLevel: css.level }}
      value={value === '' ? null : value}
      {...(value === '' ? {} : { defaultDate: value })}
      {...(min === undefined ? {} : { minDate: min })}
      firstDayOfWeek={firstDayOf(locale)}
      weekendDays={[]}
      hideOutsideDates
      monthLabelFormat={words({ year: 'numeric', month: 'long' })}
      weekdayFormat={words({ weekday: 'short' })}
      getDayAriaLabel={(date) => dateText(date, locale)}
      ariaLabels={labels}
      onChange={(day) => day !== null && onChoose(day)}
    />
  );
}

/** Sunday is 0. Where nobody says it, Monday begins the week (ISO 8601). */
function firstDayOf(tag: string): 0 | 1 | 6 {
  const locale: Intl.Locale & { getWeekInfo?: () => { firstDay: number }; weekInfo?: { firstDay: number } } =
    new Intl.Locale(tag);
  const { firstDay } = locale.getWeekInfo?.() ?? locale.weekInfo ?? { firstDay: 1 };
  return firstDay === 7 ? 0 : firstDay === 6 ? 6 : 1;
}

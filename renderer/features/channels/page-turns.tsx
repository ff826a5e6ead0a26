import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';

/** Where the page that is shown begins, last, and where those before it did. */
export const FIRST_PAGE: readonly string[] = [''];

interface PageTurnsProps {
  pages: readonly string[];
  /** Where the next page begins; null where there is none. */
  next: string | null;
  onPages: (pages: readonly string[]) => void;
}

/** To the page before and to the next one, where there are any. */
export function PageTurns({ pages, next, onPages }: PageTurnsProps) {
  const { t } = useTranslation();
  if (next === null && pages.length === 1) return null;
  return (
    <div className={sheet.actions}>
      {pages.length > 1 && <Action onClick={() => onPages(pages.slice(0, -1))}>{t('channels.earlier')}</Action>}
      {next !== null && <Action onClick={() => onPages([...pages, next])}>{t('channels.further')}</Action>}
    </div>
  );
}

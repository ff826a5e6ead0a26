import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PriceListRow } from '#contracts/http/pricing.ts';
import { listState } from '#domain/pricing/price-list.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { AskToLeave } from '#renderer/features/saving/use-leaving.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { EntryBoard } from './entry-board.tsx';
import { ImportEntries } from './import-entries.tsx';
import { ListForm } from './list-form.tsx';
import { ListHistory } from './list-history.tsx';
import { isOthers, type ListProps } from './list-parts.ts';
import { listSpan } from './list-words.ts';
import css from './pricing.module.css';

interface ListViewProps extends ListProps {
  row: PriceListRow;
  ask: AskToLeave;
  /** Prices of it were changed. */
  onChanged: () => void;
}

const TABS = ['prices', 'settings', 'file', 'history'] as const;

/** One price list: the prices it names, what it is otherwise, files, and what became of it when. */
export function ListView({ row, ask, onChanged, ...props }: ListViewProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const [tab, setTab] = useState<(typeof TABS)[number]>('prices');
  const state = listState(row.list, new Date().toISOString());
  return (
    <div className={css.view} data-testid="price-list">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={props.onLeave} data-testid="price-list-back">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>
          {localName(row.list, i18n.language)} <span className={css.state}>{t(`pricing.states.${state}`)}</span>
        </h2>
        <span className={css.hint}>{listSpan(t, formats, row.list)}</span>
      </div>
      {isOthers(props, row.list) && <Notice {...errorWords(t, 'store-not-own')} />}
      <Tabs
        label={t('pricing.title')}
        value={tab}
        options={TABS.map((value) => ({ value, label: t(`pricing.listViews.${value}`) }))}
        onChange={(next) => ask(() => setTab(next))}
        testId="price-list-tab"
      />
      {tab === 'prices' && <EntryBoard key={row.list.listId} {...props} row={row} onChanged={onChanged} />}
      {tab === 'settings' && <ListForm key={row.revision} {...props} row={row} isInner />}
      {tab === 'file' && <ImportEntries {...props} row={row} onChanged={onChanged} />}
      {tab === 'history' && <ListHistory {...props} listId={row.list.listId} />}
    </div>
  );
}

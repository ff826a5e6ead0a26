import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { ExportAction } from '#renderer/ui/export-action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { categoryCsv } from './category-csv.ts';
import { CategoryForm } from './category-form.tsx';
import css from './products.module.css';

type Listed = CategoryListAnswer['categories'][number];

interface CategoriesViewProps extends LeaveProps {
  catalogue: CategoryListAnswer;
  config: RegisterConfig;
  /** Asks before what is entered is lost. */
  onAway: (go: () => void) => void;
  onSaved: () => void;
  onImport: () => void;
  onLeave: () => void;
}

/** All categories: renamed, translated, made, and the tax that unlisted items of one are sold with. */
export function CategoriesView(props: CategoriesViewProps) {
  const { catalogue, config, onDirty, leaving, onAway, onSaved, onImport, onLeave } = props;
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const [open, setOpen] = useState<Listed | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      onLeave();
      return true;
    },
  });
  const show = (listed: Listed | null, newId: string | null): void => {
    setOpen(listed);
    setFresh(newId);
  };
  return (
    <div className={css.split} data-testid="categories">
      <div className={css.pane}>
        <div className={sheet.actions}>
          <Action icon={Plus} onClick={() => onAway(() => show(null, uuid()))} data-testid="category-new">
            {t('products.categories.new')}
          </Action>
          <Action icon={FileUp} onClick={() => onAway(onImport)} data-testid="categories-import">
            {t('many.import')}
          </Action>
          <ExportAction
            csvOf={() => categoryCsv(catalogue)}
            name="categories"
            disabled={catalogue.categories.length === 0}
            testId="categories-export"
          />
        </div>
        <ul className={sheet.plainList}>
          {catalogue.categories.map((listed) => (
            <li key={listed.category.categoryId} className={css.sibling}>
              <Action
                tone="quiet"
                wide
                aria-pressed={open?.category.categoryId === listed.category.categoryId}
                onClick={() => onAway(() => show(listed, null))}
                data-testid="category-row"
              >
                {localName(listed.category, i18n.language)}
              </Action>
              <span className={sheet.hint}>{formats.count(listed.variants)}</span>
            </li>
          ))}
        </ul>
      </div>
      <div className={css.pane}>
        {open || fresh ? (
          <CategoryForm
            key={open?.category.categoryId ?? fresh}
            listed={open}
            categoryId={open?.category.categoryId ?? fresh ?? ''}
            taxes={catalogue.taxCategories}
            config={config}
            leaving={leaving}
            onDirty={onDirty}
            onSaved={() => {
              show(null, null);
              onSaved();
            }}
          />
        ) : (
          <p className={sheet.hint}>
            {t(catalogue.categories.length > 0 ? 'products.categories.hint' : 'products.categories.none')}
          </p>
        )}
      </div>
    </div>
  );
}

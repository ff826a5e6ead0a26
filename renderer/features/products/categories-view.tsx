import { ArrowLeft, FileUp, Pencil, Plus, Shapes } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { categoryCsv } from './category-csv.ts';
import { CategoryForm } from './category-form.tsx';

type Listed = CategoryListAnswer['categories'][number];

interface CategoriesViewProps extends LeaveProps {
  catalogue: CategoryListAnswer;
  config: RegisterConfig;
  /** Asks before what is entered is lost. */
  onAway: (go: () => void) => void;
  onSaved: () => void;
  onImport: () => void;
  onBulk: (rows: CategoryListAnswer['categories']) => void;
  onLeave: () => void;
}

/** All categories: renamed, translated, made, and the tax that unlisted items of one are sold with. */
export function CategoriesView(props: CategoriesViewProps) {
  const { catalogue, config, onDirty, leaving, onAway, onSaved, onImport, onBulk, onLeave } = props;
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { play } = useTill();
  const [open, setOpen] = useState<Listed | null>(null);
  const [fresh, setFresh] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toList = (): void => show(null, null);
  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey: (event) => {
      if (event.key !== 'Escape') return false;
      if (open || fresh) onAway(toList);
      else onLeave();
      return true;
    },
  });
  const columns: DataColumn<Listed>[] = [
    { id: 'name', label: t('products.name'), share: 3, value: ({ category }) => localName(category, i18n.language) },
    {
      id: 'tax',
      label: t('products.categories.tax'),
      share: 2,
      value: ({ category: { taxCategory } }) => (taxCategory === undefined ? '' : categoryWords(t, taxCategory)),
    },
    {
      id: 'products',
      label: t('products.title'),
      isNumber: true,
      value: ({ variants }) => variants,
      cell: ({ variants }) => formats.count(variants),
    },
  ];
  const show = (listed: Listed | null, newId: string | null): void => {
    setOpen(listed);
    setFresh(newId);
  };
  if (open || fresh) {
    return (
      <div className={sheet.form} data-testid="category">
        <div className={sheet.formHead}>
          <Action tone="quiet" icon={ArrowLeft} onClick={() => onAway(toList)} data-testid="category-leave">
            {t('products.allCategories')}
          </Action>
          <h2 className={sheet.formTitle}>
            {open ? localName(open.category, i18n.language) : t('products.categories.new')}
          </h2>
        </div>
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
      </div>
    );
  }
  return (
    <div className={sheet.list} data-testid="categories">
      <DataTable
        label={t('products.views.categories')}
        rows={catalogue.categories}
        columns={columns}
        keyOf={({ category }) => category.categoryId}
        order={{ by: 'name', descending: false }}
        onOpen={(listed) => onAway(() => show(listed, null))}
        openLabel={({ category }) => t('products.categories.open', { name: localName(category, i18n.language) })}
        choice={{ chosen, onChosen: setChosen, nameOf: ({ category }) => localName(category, i18n.language) }}
        actions={
          <Action
            icon={Pencil}
            onClick={() =>
              onAway(() => onBulk(catalogue.categories.filter(({ category }) => chosen.has(category.categoryId))))
            }
            data-testid="categories-bulk"
          >
            {t('products.bulk.open')}
          </Action>
        }
        csvOf={categoryCsv}
        exportName="categories"
        testId="categories"
        rowTestId="category-row"
        empty={<Empty icon={Shapes} title={t('products.categories.noneYet')} text={t('products.categories.none')} />}
      >
        <Action icon={Plus} onClick={() => onAway(() => show(null, uuid()))} data-testid="category-new">
          {t('products.categories.new')}
        </Action>
        <Action icon={FileUp} onClick={() => onAway(onImport)} data-testid="categories-import">
          {t('many.import')}
        </Action>
      </DataTable>
    </div>
  );
}

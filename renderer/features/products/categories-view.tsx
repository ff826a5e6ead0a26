import { Plus, Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { LANGUAGES } from '#renderer/app/i18n.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { type DraftPicture, draftPictures, pictureRefs } from '#renderer/features/pictures/draft-picture.ts';
import { PictureEditor } from '#renderer/features/pictures/picture-editor.tsx';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { languageName } from './field-words.ts';
import css from './products.module.css';
import { type ChangeEnd, useChange } from './use-change.ts';

type Listed = CategoryListAnswer['categories'][number];

interface CategoriesViewProps {
  catalogue: CategoryListAnswer;
  onDirty: (dirty: boolean) => void;
  leaving: { go: () => void; stay: () => void } | null;
  /** Asks before what is entered is lost. */
  onAway: (go: () => void) => void;
  onSaved: () => void;
  onLeave: () => void;
}

/** All categories: renamed, translated, made, and the tax that unlisted items of one are sold with. */
export function CategoriesView({ catalogue, onDirty, leaving, onAway, onSaved, onLeave }: CategoriesViewProps) {
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
        <Action icon={Plus} onClick={() => onAway(() => show(null, uuid()))} data-testid="category-new">
          {t('products.categories.new')}
        </Action>
        <ul className={css.plainList}>
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
              <span className={css.hint}>{formats.count(listed.variants)}</span>
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
            leaving={leaving}
            onDirty={onDirty}
            onSaved={() => {
              show(null, null);
              onSaved();
            }}
          />
        ) : (
          <p className={css.hint}>{t('products.categories.hint')}</p>
        )}
      </div>
    </div>
  );
}

interface CategoryFormProps {
  listed: Listed | null;
  categoryId: string;
  taxes: readonly string[];
  leaving: CategoriesViewProps['leaving'];
  onDirty: (dirty: boolean) => void;
  onSaved: () => void;
}

function CategoryForm({ listed, categoryId, taxes, leaving, onDirty, onSaved }: CategoryFormProps) {
  const { t, i18n } = useTranslation();
  const before = listed?.category;
  const [name, setName] = useState(before?.name ?? '');
  const [names, setNames] = useState<Record<string, string>>({ ...before?.names });
  const [tax, setTax] = useState(before?.taxCategory ?? '');
  const [pictures, setPictures] = useState<readonly DraftPicture[]>(
    before?.picture ? draftPictures([before.picture]) : [],
  );
  const [uploading, setUploading] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const desk = useChange();
  const filled = Object.fromEntries(Object.entries(names).filter(([, text]) => text.trim() !== ''));
  const [picture] = pictureRefs(pictures);
  const after = {
    categoryId,
    name: name.trim(),
    ...(Object.keys(filled).length > 0 ? { names: filled } : {}),
    ...(tax === '' ? {} : { taxCategory: tax }),
    ...(picture ? { picture } : {}),
  };
  const isDirty = before ? !isSameValue(before, after) : name !== '' || pictures.length > 0;
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);

  async function save(): Promise<void> {
    if (after.name === '' || desk.busy || uploading) return;
    const ended = await desk.send({ categories: [{ base: listed?.revision ?? 0, after }], variants: [], prices: [] });
    setEnd(ended);
    if (ended.end === 'done') onSaved();
  }

  const tags = [...new Set([...LANGUAGES, ...Object.keys(names)])];
  return (
    <div className={css.section} data-testid="category-form">
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {end && <SaveEndNotice end={end} />}
      <Field label={t('products.name')}>
        <TextField
          label={t('products.name')}
          value={name}
          maxLength={500}
          onText={setName}
          data-testid="category-name"
        />
      </Field>
      {tags.map((tag) => {
        const label = t('products.fields.names', { language: languageName(tag, i18n.language) });
        return (
          <Field key={tag} label={label}>
            <TextField
              label={label}
              value={names[tag] ?? ''}
              placeholder={name}
              maxLength={500}
              lang={tag}
              onText={(text) => setNames({ ...names, [tag]: text })}
              data-testid={`category-name-${tag}`}
            />
          </Field>
        );
      })}
      <SelectField
        label={t('products.categories.tax')}
        hint={t('products.categories.taxHint')}
        value={tax}
        options={[
          { value: '', label: t('products.categories.noTax') },
          ...taxes.map((value) => ({ value, label: categoryWords(t, value) })),
        ]}
        onChange={setTax}
        testId="category-tax"
      />
      <Field label={t('products.categories.picture')}>
        <PictureEditor pictures={pictures} most={1} onPictures={setPictures} onBusy={setUploading} />
      </Field>
      <div className={css.actions}>
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || after.name === '' || desk.busy || uploading}
          onClick={() => void save()}
          data-testid="category-save"
        >
          {t('products.save')}
        </Action>
      </div>
    </div>
  );
}

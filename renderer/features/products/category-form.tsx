import { Save } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { type DraftPicture, draftPictures, pictureRefs } from '#renderer/features/pictures/draft-picture.ts';
import { PictureEditor } from '#renderer/features/pictures/picture-editor.tsx';
import { NameFields } from '#renderer/features/pricing/name-fields.tsx';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import css from '#renderer/ui/sheet.module.css';
import {
  type CatalogueCategory,
  type CategoryNow,
  categoryFields,
  categoryFrom,
  categoryNow,
} from './category-merge.ts';
import { useCategoryWords } from './use-category-words.tsx';
import { type ChangeEnd, useChange } from './use-change.ts';

type Listed = Pick<CategoryListAnswer['categories'][number], 'category' | 'revision'>;

interface CategoryFormProps extends LeaveProps {
  /** Null for a new one. */
  listed: Listed | null;
  categoryId: string;
  taxes: readonly string[];
  config: RegisterConfig;
  onSaved: () => void;
}

/** A category: its name in each language, its picture, and the tax that unlisted items of it are sold with. */
export function CategoryForm({
  listed: first,
  categoryId,
  taxes,
  config,
  leaving,
  onDirty,
  onSaved,
}: CategoryFormProps) {
  const { t } = useTranslation();
  const [listed, setListed] = useState(first);
  const before = listed?.category;
  const [name, setName] = useState(before?.name ?? '');
  const [names, setNames] = useState<Record<string, string>>({ ...before?.names });
  const [tax, setTax] = useState(before?.taxCategory ?? '');
  const [pictures, setPictures] = useState<readonly DraftPicture[]>(
    before?.picture ? draftPictures([before.picture]) : [],
  );
  const [uploading, setUploading] = useState(false);
  const [end, setEnd] = useState<ChangeEnd | null>(null);
  const merging = useMerging<CategoryNow>();
  const words = useCategoryWords();
  const desk = useChange();
  const filled = Object.fromEntries(Object.entries(names).filter(([, text]) => text.trim() !== ''));
  const [picture] = pictureRefs(pictures);
  const after: CatalogueCategory = {
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

  async function send(category: CatalogueCategory, base: Listed | null): Promise<void> {
    const change = { categories: [{ base: base?.revision ?? 0, after: category }], variants: [], prices: [] };
    const ended = await desk.send(change);
    setEnd(ended);
    if (ended.end === 'done') return onSaved();
    const now = ended.end === 'refused' ? categoryNow(ended.conflicts, categoryId) : null;
    if (!now || !base) return;
    merging.begin(now, categoryFields(base.category), categoryFields(category), categoryFields(now.category));
  }

  async function save(): Promise<void> {
    if (after.name !== '' && !desk.busy && !uploading) await send(after, listed);
  }

  /** Saves on top of what the other person made of it. */
  async function saveMerged(): Promise<void> {
    const merged = categoryFrom(categoryId, merging.fields());
    if (!merged || !merging.conflict) return;
    const { now } = merging.conflict;
    setListed(now);
    setName(merged.name);
    setNames({ ...merged.names });
    setTax(merged.taxCategory ?? '');
    setPictures(merged.picture ? draftPictures([merged.picture]) : []);
    merging.leave();
    await send(merged, now);
  }

  if (merging.conflict) {
    return (
      <MergingView merging={merging} config={config} busy={desk.busy} words={words} onSave={() => void saveMerged()} />
    );
  }
  return (
    <div className={css.section} data-testid="category-form">
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {end && <SaveEndNotice end={end} />}
      <NameFields
        name={name}
        names={names}
        most={500}
        isWrong={false}
        onName={setName}
        onNames={setNames}
        testId="category"
      />
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

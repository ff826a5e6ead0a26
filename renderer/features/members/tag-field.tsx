import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readTag, TAG_LENGTH } from '#domain/member/tags.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { Action } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';

interface TagFieldProps {
  disabled: boolean;
  onAdd: (tag: string) => void;
}

/** A tag to be put on: any word, those in use are suggested. */
export function TagField({ disabled, onAdd }: TagFieldProps) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const [text, setText] = useState('');
  const [used, setUsed] = useState<readonly string[]>([]);
  const listId = useId();
  const tag = readTag(text);
  function add(): void {
    if (tag === null || disabled) return;
    setText('');
    onAdd(tag);
  }

  return (
    <div className={sheet.beside}>
      <TextField
        label={t('member.tags.add')}
        placeholder={t('member.tags.hint')}
        value={text}
        onText={setText}
        maxLength={TAG_LENGTH}
        list={listId}
        onFocus={() => void store?.memberTags().then((all) => setUsed(all.map(([one]) => one)))}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          event.stopPropagation();
          add();
        }}
        data-testid="tag-text"
      />
      <datalist id={listId}>
        {used.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Action icon={Plus} disabled={tag === null || disabled} onClick={add} data-testid="tag-add">
        {t('member.tags.add')}
      </Action>
    </div>
  );
}

import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Note } from '#domain/order/cart.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './prompt.module.css';

interface NoteFormProps {
  note: Note | undefined;
  onNote: (note: Note | null) => void;
  onClose: () => void;
}

/** A note in free words; an empty one takes it off. Enter keeps it, Shift Enter begins a new line. */
export function NoteForm({ note, onNote, onClose }: NoteFormProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(note?.text ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);

  function apply(): void {
    const words = text.trim();
    if (words !== (note?.text ?? '')) onNote(words === '' ? null : { id: uuid(), text: words });
    onClose();
  }

  useKeyLayer('panel', {
    onKey(event) {
      if (event.key === 'Escape') onClose();
      else if (event.key === 'Enter' && !event.repeat && !event.shiftKey) apply();
      else return false;
      return true;
    },
  });
  return (
    <div className={css.body}>
      <textarea
        ref={field}
        className={css.text}
        aria-label={t('note.label')}
        placeholder={t('note.hint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={1000}
        data-testid="note-text"
      />
      <Action tone="next" size="lg" wide hint="Enter" onClick={apply} data-testid="note-apply">
        {t('note.apply')}
      </Action>
    </div>
  );
}

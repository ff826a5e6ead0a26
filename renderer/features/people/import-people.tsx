import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { PeopleList } from '#contracts/http/people.ts';
import { refusedCsv } from '#renderer/features/products/import-plan.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import sheet from '#renderer/ui/sheet.module.css';
import { ManyPeople } from './many-people.tsx';
import { readPeopleCsv } from './people-plan.ts';
import type { PeopleWords } from './people-words.ts';

interface ImportPeopleProps {
  list: PeopleList;
  /** Where somebody works of whom the file does not say it. */
  storeId: string;
  words: PeopleWords;
  onChanged: () => void;
  onLeave: () => void;
}

/** People from a file: looked at before anything is changed. */
export function ImportPeople({ list, storeId, words, onChanged, onLeave }: ImportPeopleProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [read, setRead] = useState<ReturnType<typeof readPeopleCsv> | null>(null);

  async function choose(file: File): Promise<void> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    setRead(readPeopleCsv(bytes, list, { storeId, newId: uuid, roleNames: (roleId) => [words.role(roleId)] }));
  }

  const refused = (read?.refused ?? []).map(({ line, code, text }) => ({
    line,
    reason: t(`people.refused.${code}`, { text }),
  }));
  const header = [t('products.import.line'), t('products.import.reason')] as const;
  return (
    <ManyPeople
      title={t('people.many.import')}
      plan={read?.planned ?? []}
      words={words}
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <p className={sheet.hint}>{t('people.many.importHint')}</p>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,text/csv"
        aria-label={t('products.import.choose')}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (chosen) void choose(chosen);
        }}
        data-testid="people-file"
      />
      <div className={sheet.actions}>
        <Action icon={FileUp} onClick={() => input.current?.click()} data-testid="people-choose">
          {t('products.import.choose')}
        </Action>
      </div>
      {refused.length > 0 && (
        <Notice tone="warn" code="people-refused" title={t('products.import.refused', { count: refused.length })}>
          <Action
            tone="quiet"
            onClick={() => saveFile(document, 'refused.csv', 'text/csv', refusedCsv(refused, header))}
            data-testid="people-refused-file"
          >
            {t('products.import.report')}
          </Action>
        </Notice>
      )}
      {refused.length > 0 && (
        <ul className={sheet.hint}>
          {refused.map(({ line, reason }) => (
            <li key={`${line} ${reason}`} data-testid="people-refused">
              {t('people.many.line', { line, reason })}
            </li>
          ))}
        </ul>
      )}
    </ManyPeople>
  );
}

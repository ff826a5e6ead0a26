import { TextInput } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { NoteField } from '#renderer/app/note-field.tsx';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { asksComplete, lotsMissing } from './draft-lines.ts';
import { missingIn } from './fact-of.ts';
import { ReviewTable } from './review-table.tsx';
import type { Cards } from './use-cards.ts';
import css from './work.module.css';
import type { WorkStepProps } from './work-screen.tsx';
import { workTitle } from './work-words.ts';

/** All of the work once more, what differs first, before it is told. */
export function WorkReview({ work, cards, config, operatorId }: WorkStepProps & { cards: Cards }) {
  const { t } = useTranslation();
  const { play } = useTill();
  const { draft, busy, fault } = useStore(work.view);
  const { kind } = draft;
  const frozen = busy || draft.asked;
  const ready = missingIn(draft) === null && !busy;
  const lots = lotsMissing(draft).length;
  const back = (): void => work.note((current) => ({ ...current, step: 'lines' }));
  const save = (): void => {
    if (ready) void work.save();
  };

  useKeyLayer('screen', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (event.key === 'F12' && !event.repeat) save();
      else if (event.key === 'Escape') back();
      else return false;
      return true;
    },
  });

  return (
    <section className={css.work} aria-label={t('stock.work.review')} data-testid="work-reviewed">
      <div className={css.head}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" disabled={frozen} onClick={back} data-testid="review-back">
          {t('stock.back')}
        </Action>
        <h2 className={css.title}>{workTitle(t, draft, reasonWords(t, draft.reason ?? ''))}</h2>
      </div>
      <div className={css.body}>
        {lots > 0 && (
          <Notice
            tone="warn"
            code="lots-missing"
            title={t('stock.work.lotsMissing', { count: lots })}
            next={t('stock.work.lotsNext')}
          />
        )}
        {asksComplete(draft) && (
          <div className={css.choice}>
            <h3 className={css.heading}>{t('stock.accept.rest')}</h3>
            <Tabs
              label={t('stock.accept.rest')}
              value={draft.complete === null ? '' : draft.complete ? 'complete' : 'more'}
              options={[
                { value: 'more', label: t('stock.accept.more') },
                { value: 'complete', label: t('stock.accept.complete') },
              ]}
              onChange={(value) => work.edit((current) => ({ ...current, complete: value === 'complete' }))}
              testId="accept-rest"
            />
          </div>
        )}
        <ReviewTable draft={draft} cards={cards} config={config} operatorId={operatorId} />
        {kind !== 'accept' && (
          <div className={css.fields}>
            {kind === 'receive' && (
              <TextInput
                size="lg"
                label={t('stock.receive.deliveryNote')}
                value={draft.deliveryNote}
                maxLength={60}
                disabled={frozen}
                onChange={(event) => {
                  const deliveryNote = event.currentTarget.value;
                  work.note((current) => ({ ...current, deliveryNote }));
                }}
                autoComplete="off"
                data-testid="delivery-note"
              />
            )}
            <NoteField
              value={draft.note}
              onChange={(note) => work.note((current) => ({ ...current, note, noteId: uuid() }))}
              testId="stock-note"
            />
          </div>
        )}
      </div>
      <footer className={css.foot}>
        <div className={css.grow}>{fault && <Notice {...errorWords(t, fault.code)} />}</div>
        <Action tone="next" size="lg" hint="F12" disabled={!ready} onClick={save} data-testid="work-save">
          {t(`stock.save.${kind}`)}
        </Action>
      </footer>
    </section>
  );
}

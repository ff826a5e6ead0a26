import { UnstyledButton } from '@mantine/core';
import { Square, SquareCheck, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault } from '#contracts/ipc/host.ts';
import { toPickOf } from '#domain/fulfilment/fulfilment-sums.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { NoteField } from '#renderer/app/note-field.tsx';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { OrderFrame } from '#renderer/features/orders/shared/order-frame.tsx';
import type { OrderTaskProps } from '#renderer/features/orders/shared/order-parts.ts';
import { useOrderJournal } from '#renderer/features/orders/shared/use-order-journal.ts';
import { useCards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { REFUSAL_REASONS, type RefusalReason, refusalDrafts } from './refusal.ts';

/** Says that the store does not do an order, and why; what is not there is none in its stock from then on. */
export function RefuseOrder({ fulfilments, config, operatorId, onBack, onBoard }: OrderTaskProps) {
  const { t } = useTranslation();
  const { host, play } = useTill();
  const { tell, busy, fault } = useOrderJournal();
  const [unkept, setUnkept] = useState<Fault | null>(null);
  const [reason, setReason] = useState<RefusalReason | null>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [note, setNote] = useState('');
  const [fulfilment] = fulfilments;
  const cards = useCards(fulfilment?.lines.map(({ variantId }) => variantId) ?? []);
  const mayAdjust = mayOf(config, operatorId, 'stock-adjust');
  const isNotThere = reason === 'not-there';
  const ready = reason !== null && (!isNotThere || missing.length > 0);
  useKeyLayer('screen', { onScan: () => play('wrong') });
  if (!fulfilment) return null;
  const { fulfilmentId, number, lines } = fulfilment;

  async function keepNote(): Promise<string | undefined | null> {
    const text = note.trim();
    if (text === '') return undefined;
    const subjectId = uuid();
    const kept = await attempt(host, 'vault.put', { subjectId, text });
    setUnkept(kept.ok ? null : kept.fault);
    return kept.ok ? subjectId : null;
  }
  async function refuse(): Promise<void> {
    if (!ready) return;
    const noteId = await keepNote();
    if (noteId === null) return;
    const adjusted = isNotThere && mayAdjust ? missing : [];
    const told = await tell((all) => {
      const now = all.find((one) => one.fulfilmentId === fulfilmentId);
      if (!now?.actions.includes('refuse')) return [];
      return refusalDrafts(
        now,
        {
          reason,
          ...(noteId === undefined ? {} : { noteId }),
          missing: adjusted.map((variantId) => ({ variantId, onHand: cards.get(variantId)?.stock?.onHand ?? 0 })),
        },
        all,
      );
    });
    if (told) onBoard();
  }

  const said = unkept ?? fault;
  return (
    <OrderFrame
      title={t('orders.refuse.title', { number })}
      onBack={onBack}
      foot={
        <>
          <span />
          <Action
            tone="bad"
            size="lg"
            icon={X}
            disabled={!ready || busy}
            onClick={() => void refuse()}
            data-testid="refuse-save"
          >
            {t('orders.refuse.save')}
          </Action>
        </>
      }
      testId="order-refusing"
    >
      {said && <Notice {...errorWords(t, said.code)} />}
      <ReasonChoice
        label={t('shift.reason')}
        reasons={REFUSAL_REASONS}
        value={reason}
        onChoose={(next) => setReason(REFUSAL_REASONS.find((one) => one === next) ?? null)}
        testId="refuse-reason"
      />
      {isNotThere && (
        <>
          <h3 className={frame.heading}>{t('orders.refuse.which')}</h3>
          <MissingLines
            lines={lines.filter((line) => toPickOf(line) > 0)}
            missing={missing}
            names={cards}
            onMissing={setMissing}
          />
          <p className={frame.sub}>{t(mayAdjust ? 'orders.refuse.corrects' : 'orders.refuse.askManager')}</p>
        </>
      )}
      {reason !== null && <NoteField value={note} onChange={setNote} testId="refuse-note" />}
    </OrderFrame>
  );
}

interface MissingLinesProps {
  lines: Fulfilment['lines'];
  missing: readonly string[];
  names: ReturnType<typeof useCards>;
  onMissing: (variantIds: readonly string[]) => void;
}

function MissingLines({ lines, missing, names, onMissing }: MissingLinesProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  return (
    <ul className={frame.lines} aria-label={t('orders.refuse.which')}>
      {lines.map(({ lineId, variantId, name, sku, unit }) => {
        const card = names.get(variantId);
        const isMissing = missing.includes(variantId);
        const Mark = isMissing ? SquareCheck : Square;
        return (
          <li key={lineId}>
            <UnstyledButton
              type="button"
              className={frame.line}
              aria-pressed={isMissing}
              onClick={() =>
                onMissing(isMissing ? missing.filter((one) => one !== variantId) : [...missing, variantId])
              }
              data-testid="refuse-line"
              data-sku={sku}
            >
              <Mark size={24} aria-hidden />
              <span className={frame.words}>
                <span className={frame.name}>{card ? localName(card, i18n.language) : name}</span>
                <span className={frame.sub}>{sku}</span>
              </span>
              {card?.stock && (
                <span className={frame.chips}>
                  {t('orders.onHand', { quantity: formats.quantity(card.stock.onHand, unit) })}
                </span>
              )}
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}

import { RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CountReviewLine } from '#contracts/http/counts.ts';
import { localName } from '#renderer/app/local-name.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { usePlaceName } from '#renderer/features/places/use-place-name.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import { ReasonChoice } from './reason-choice.tsx';
import { type ReasonPart, wholePart } from './reason-parts.ts';
import css from './review.module.css';

interface ReviewLinesProps {
  lines: readonly CountReviewLine[];
  tills: ReadonlyMap<string, string>;
  operators: ReadonlyMap<string, string>;
  chosen: ReadonlySet<string>;
  parts: ReadonlyMap<string, ReasonPart[]>;
  /** Whether anything can still be decided. */
  open: boolean;
  onChoose: (variantId: string, chosen: boolean) => void;
  onParts: (variantId: string, parts: ReasonPart[]) => void;
}

/** Products of a count, with what was counted, what should have been there, and why. */
export function ReviewLines({ lines, open, ...rest }: ReviewLinesProps) {
  const { t } = useTranslation();
  return (
    <div className={css.wide}>
      <table className={css.table} data-testid="review-lines">
        <thead>
          <tr>
            {open && <th>{t('counts.review.again')}</th>}
            <th>{t('counts.review.product')}</th>
            <th data-number>{t('counts.review.counted')}</th>
            <th data-number>{t('counts.review.expected')}</th>
            <th data-number>{t('counts.review.difference')}</th>
            <th data-number>{t('counts.review.worth')}</th>
            <th>{t('counts.review.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ReviewRow key={line.variantId} line={line} open={open} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type ReviewRowProps = Omit<ReviewLinesProps, 'lines'> & { line: CountReviewLine };

function ReviewRow({ line, tills, operators, chosen, parts, open, onChoose, onParts }: ReviewRowProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { variantId, sku, unit, state, counted, expected, difference, worth, shrinkage } = line;
  const amount = (quantity: number | null): string => (quantity === null ? '–' : formats.quantity(quantity, unit));
  const name = localName(line, i18n.language);
  const decides = open && state === 'final' && difference !== null && difference !== 0;
  return (
    <tr data-testid="review-row" data-sku={sku} data-state={state} data-difference={difference ?? ''}>
      {open && (
        <td>
          {state !== 'approved' && (
            <IconAction
              tone="plain"
              icon={RotateCcw}
              label={t('counts.review.againOf', { name })}
              aria-pressed={chosen.has(variantId)}
              onClick={() => onChoose(variantId, !chosen.has(variantId))}
              data-testid="review-again"
            />
          )}
        </td>
      )}
      <th scope="row">
        {name}
        <span className={css.note}>
          {[
            sku,
            t(`counts.state.${state}`),
            ...(line.round > 1 ? [t('counts.round', { round: line.round })] : []),
          ].join(' · ')}
        </span>
        <Notes line={line} tills={tills} operators={operators} />
      </th>
      <td data-number>{amount(counted)}</td>
      <td data-number>{amount(expected)}</td>
      <td data-number>
        <strong>{difference !== null && difference > 0 ? `+${amount(difference)}` : amount(difference)}</strong>
      </td>
      <td data-number>{worth === null ? '–' : formats.money(worth)}</td>
      <td>
        {decides && (
          <ReasonChoice
            name={name}
            unit={unit}
            parts={parts.get(variantId) ?? wholePart(difference)}
            onParts={(next) => onParts(variantId, next)}
          />
        )}
        {state === 'approved' &&
          shrinkage.map(({ reason, quantity }) => (
            <span key={reason} className={css.note}>
              {t('counts.review.partOf', { reason: reasonWords(t, reason), quantity: amount(quantity) })}
            </span>
          ))}
      </td>
    </tr>
  );
}

/** What a person must know of a line: who differs, what is missing, which sales are doubtful. */
function Notes({ line, tills, operators }: Pick<ReviewRowProps, 'line' | 'tills' | 'operators'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { unit, missingPlaces, conflictingPlaces, waitingFor, doubtful, said } = line;
  const placeName = usePlaceName();
  const places = (ids: readonly string[]): string => ids.map((id) => placeName(id)).join(', ');
  const differing = said.filter(({ placeId }) => conflictingPlaces.includes(placeId));
  return (
    <>
      {missingPlaces.length > 0 && line.state !== 'approved' && (
        <span className={css.note}>{t('counts.review.missing', { places: places(missingPlaces) })}</span>
      )}
      {differing.length > 0 && (
        <span className={css.note} data-tone="warn">
          {t('counts.review.differ', {
            figures: differing
              .map(({ operatorId, quantity }) => {
                return `${operators.get(operatorId) ?? operatorId} ${formats.quantity(quantity, unit)}`;
              })
              .join(', '),
          })}
        </span>
      )}
      {waitingFor.length > 0 && line.state === 'provisional' && (
        <span className={css.note} data-testid="review-waits">
          {t('counts.review.waitsFor', { tills: waitingFor.map((id) => tills.get(id) ?? id).join(', ') })}
        </span>
      )}
      {doubtful.map(({ journalId, seq, at, quantity, registerName }) => (
        <span key={`${journalId}/${seq}`} className={css.note} data-tone="warn" data-testid="review-doubtful">
          {t('counts.review.doubtful', {
            till: registerName ?? journalId,
            time: formats.dateTime(at),
            quantity: formats.quantity(quantity, unit),
          })}
        </span>
      ))}
      {said.some(({ implied }) => implied) && line.state !== 'approved' && (
        <span className={css.note}>
          {t('counts.review.implied', {
            places: places(said.filter(({ implied }) => implied).map(({ placeId }) => placeId)),
          })}
        </span>
      )}
    </>
  );
}

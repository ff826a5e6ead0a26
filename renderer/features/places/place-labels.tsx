import { Tag } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useLabelRun } from '#renderer/features/labels/use-label-run.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';

/** Prints labels of places: the name large, and the code that is scanned there. */
export function PlaceLabels({ places }: { places: readonly Place[] }) {
  const { t } = useTranslation();
  const run = useLabelRun();
  const labels = places.map(({ placeId, name, kind }) => ({
    name: t(`places.kinds.${kind}`),
    price: name,
    barcode: placeId,
    copies: 1,
  }));
  return (
    <>
      <Action
        icon={Tag}
        disabled={labels.length === 0 || run.progress !== null}
        onClick={() => void run.print(labels)}
        data-testid="place-labels"
      >
        {t('places.labels', { count: labels.length })}
      </Action>
      {run.end?.fault && <Notice {...errorWords(t, run.end.fault.code)} />}
      {run.end && !run.end.fault && (
        <Notice tone="ok" code="place-labels-printed" title={t('places.printed', { count: run.end.printed })} />
      )}
    </>
  );
}

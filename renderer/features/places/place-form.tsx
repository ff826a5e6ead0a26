import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { PlaceAnswer, type PlaceRow } from '#contracts/http/places.ts';
import { PLACE_KINDS } from '#domain/stock/places.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { newPlaceId } from './place-code.ts';
import { PlaceGoods } from './place-goods.tsx';
import { PlaceLabels } from './place-labels.tsx';
import css from './places.module.css';

interface PlaceFormProps extends StockSectionProps {
  /** The place as it is; null for one that is not there yet. */
  row: PlaceRow | null;
  /** The id of one that was counted before it had a name. */
  counted: string | null;
  mayChange: boolean;
  onSaved: () => void;
}

/** A place: what it is called and for, whether it is still used, its label, and what lies there. */
export function PlaceForm({ row, counted, mayChange, onSaved, ...rest }: PlaceFormProps) {
  const { t } = useTranslation();
  const [placeId] = useState(() => row?.place.placeId ?? counted ?? newPlaceId(Math.random));
  const [base, setBase] = useState(row?.revision ?? 0);
  const [name, setName] = useState(row?.place.name ?? counted ?? '');
  const [kind, setKind] = useState<Place['kind']>(row?.place.kind ?? 'shelf');
  const [fault, setFault] = useState<string | null>(null);
  const [other, setOther] = useState<Place | null>(null);
  const [busy, setBusy] = useState(false);

  async function save(archived = row?.place.archived === true): Promise<void> {
    const place: Place = { placeId, name: name.trim(), kind, ...(archived ? { archived: true as const } : {}) };
    setBusy(true);
    setFault(null);
    setOther(null);
    const body = { revision: base, place };
    const path = `/places/${encodeURIComponent(placeId)}`;
    const answer = await askServer(path, PlaceAnswer, { method: 'PUT', body });
    setBusy(false);
    if (!answer.ok) setFault(answer.offline ? 'enrol-server-unreachable' : answer.code);
    else if (answer.value.ok) onSaved();
    else if ('fault' in answer.value) setFault(answer.value.fault);
    else {
      setOther(answer.value.now);
      setBase(answer.value.revision);
    }
  }

  const isWrong = name.trim() === '';
  return (
    <div className={css.form} data-testid="place-form">
      {fault && <Notice {...errorWords(t, fault)} />}
      {other && (
        <Notice
          tone="warn"
          code="place-changed"
          title={t('places.changed', { name: other.name, kind: t(`places.kinds.${other.kind}`) })}
          next={t('places.changedNext')}
        />
      )}
      <Field label={t('places.name')}>
        <TextField
          label={t('places.name')}
          placeholder={t('places.nameHint')}
          value={name}
          maxLength={60}
          disabled={!mayChange}
          onText={setName}
          data-testid="place-name"
        />
      </Field>
      <SelectField
        label={t('places.kind')}
        hint={t(`places.kindHints.${kind}`)}
        value={kind}
        options={PLACE_KINDS.map((value) => ({ value, label: t(`places.kinds.${value}`) }))}
        disabled={!mayChange}
        onChange={setKind}
        testId="place-kind"
      />
      <div className={frame.buttons}>
        {mayChange && (
          <Action
            tone="next"
            icon={Save}
            disabled={busy || isWrong}
            onClick={() => void save()}
            data-testid="place-save"
          >
            {t('products.save')}
          </Action>
        )}
        {row && mayChange && (
          <Action disabled={busy || isWrong} onClick={() => void save(!row.place.archived)} data-testid="place-archive">
            {t(row.place.archived ? 'places.useAgain' : 'places.archive')}
          </Action>
        )}
        {row && !row.place.archived && <PlaceLabels places={[row.place]} />}
      </div>
      {row && !row.place.archived && <PlaceGoods {...rest} place={row.place} mayChange={mayChange} />}
    </div>
  );
}

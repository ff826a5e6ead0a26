import { useTranslation } from 'react-i18next';
import { REASON_LISTS, type ReasonList, reasonsByList } from '#contracts/settings/reason-lists.ts';
import type { FormPart } from './form-part.ts';
import { ReasonListEditor } from './reason-list.tsx';
import { reasonListName } from './reason-list-name.ts';
import css from './settings.module.css';
import type { StoreDraft } from './store-draft.ts';

/** Every list of reasons that a till offers, in its order. */
export function ReasonsTab({ part }: { part: FormPart }) {
  const { t } = useTranslation();
  const lists = reasonsByList(part.draft);
  return (
    <div className={css.lists}>
      {REASON_LISTS.map((list) => (
        <ReasonListEditor
          key={list}
          part={part}
          at={list}
          title={reasonListName(t, list)}
          codes={lists[list]}
          onCodes={(codes, names) => part.edit({ ...withReasons(part.draft, list, codes), ...names })}
        />
      ))}
    </div>
  );
}

/** The settings in which a list has other reasons. */
function withReasons({ returns, session }: StoreDraft, list: ReasonList, codes: string[]): Partial<StoreDraft> {
  switch (list) {
    case 'returns.reasons':
      return { returns: { ...returns, reasons: codes } };
    case 'session.reasons.cashIn':
      return { session: { ...session, reasons: { ...session.reasons, cashIn: codes } } };
    case 'session.reasons.cashOut':
      return { session: { ...session, reasons: { ...session.reasons, cashOut: codes } } };
    case 'session.reasons.noSale':
      return { session: { ...session, reasons: { ...session.reasons, noSale: codes } } };
    case 'session.reasons.overShort':
      return { session: { ...session, reasons: { ...session.reasons, overShort: codes } } };
    default:
      return { [list]: codes };
  }
}

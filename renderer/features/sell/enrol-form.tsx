import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault } from '#contracts/ipc/host.ts';
import { readContact } from '#contracts/member/contact.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import { consentDraft, purposeWords } from './consent-drafts.ts';
import css from './enrol-form.module.css';
import { type EntryFault, enrolMember, findSame, readEntry } from './enrol-member.ts';
import { barcodeRules, meaningOf } from './scan-meaning.ts';

interface EnrolFormProps {
  /** What was looked for: a phone number, an e-mail address or a name. */
  asked: string;
  config: RegisterConfig;
  country: string | null;
  onEnrolled: (card: MemberCard) => void;
  onLeave: () => void;
}

/** Enrols somebody by a phone number alone, or with more. Who is a member already as far as this till knows is offered first. */
export function EnrolForm({ asked, config, country, onEnrolled, onLeave }: EnrolFormProps) {
  const { t, i18n } = useTranslation();
  const till = useTill();
  const store = useStore(till.store);
  const [entry, setEntry] = useState(() => beginWith(asked, country));
  const [fault, setFault] = useState<EntryFault | 'card' | null>(null);
  const [failed, setFailed] = useState<Fault | null>(null);
  const [same, setSame] = useState<readonly MemberCard[]>([]);
  const [busy, setBusy] = useState(false);
  const [agreed, setAgreed] = useState<ReadonlySet<string>>(new Set());
  const purposes = (config.memberProgram?.purposes ?? []).filter(({ archived }) => !archived);

  useKeyLayer('panel', {
    onScan: ({ text }) => setEntry({ ...entry, cardNumber: text }),
    onKey(event) {
      if (event.key === 'Escape') onLeave();
      else if (event.key === 'Enter') void save(same.length > 0);
      else return false;
      return true;
    },
  });

  async function save(anyway: boolean): Promise<void> {
    if (busy || !store) return;
    const read = readEntry(entry, country);
    setFault(read.ok ? null : read.fault);
    if (!read.ok) return till.play('wrong');
    setBusy(true);
    const cardNumber = entry.cardNumber.trim();
    const named = cardNumber === '' ? null : await meaningOf(store, cardNumber, barcodeRules(config));
    if (named?.kind === 'item') {
      setBusy(false);
      setFault('card');
      return till.play('wrong');
    }
    const ports = { host: till.host, store };
    const known = anyway ? [] : await findSame(ports, read.profile, cardNumber);
    setSame(known);
    const enrolled = known.length > 0 ? null : await enrolMember(ports, read.profile, cardNumber, consents);
    setBusy(false);
    if (enrolled?.ok) onEnrolled(enrolled.card);
    else if (enrolled) setFailed(enrolled.fault);
  }

  /** What was not agreed to is not asked about again as if it had been: only a yes is said. */
  function consents(memberId: string) {
    return purposes
      .filter(({ purposeId }) => agreed.has(purposeId))
      .map((purpose) => consentDraft(memberId, purpose, { given: true, language: i18n.language, channel: 'till' }));
  }

  const field = (name: keyof typeof entry, type: string, isFirst = false) => (
    <Field label={t(`member.${name}`)}>
      <TextField
        size="lg"
        type={type}
        label={t(`member.${name}`)}
        placeholder={t(`member.${name}Hint`)}
        value={entry[name]}
        onText={(text) => {
          setEntry({ ...entry, [name]: text });
          setSame([]);
        }}
        autoFocus={isFirst}
        maxLength={name === 'cardNumber' ? 64 : 254}
        data-testid={`enrol-${name}`}
      />
    </Field>
  );

  return (
    <div className={css.form} data-testid="enrol-form">
      {field('phone', 'tel', true)}
      {field('name', 'text')}
      {field('email', 'email')}
      {field('cardNumber', 'text')}
      {purposes.map((purpose) => {
        const { purposeId } = purpose;
        const words = purposeWords(purpose, i18n.language);
        return (
          <div key={purposeId} className={css.consent}>
            <Toggle
              label={words.name}
              on={agreed.has(purposeId)}
              onToggle={(on) =>
                setAgreed(new Set(on ? [...agreed, purposeId] : [...agreed].filter((id) => id !== purposeId)))
              }
              testId={`enrol-consent-${purposeId}`}
            />
            <span>
              {words.name}
              <span className={css.text}>{words.text}</span>
            </span>
          </div>
        );
      })}
      {fault && (
        <Notice tone="bad" code={`enrol-${fault}`} title={t(`member.faults.${fault}`)} next={t('member.faultNext')} />
      )}
      {failed && <Notice {...errorWords(t, failed.code)} />}
      {same.length > 0 && (
        <Notice tone="warn" code="enrol-same" title={t('member.same')} next={t('member.sameNext')}>
          {same.map((card) => (
            <Action key={card.memberId} onClick={() => onEnrolled(card)} data-testid="enrol-use">
              {card.name}
            </Action>
          ))}
        </Notice>
      )}
      <div className={css.actions}>
        <Action
          tone="next"
          icon={UserRoundPlus}
          disabled={busy}
          onClick={() => void save(same.length > 0)}
          data-testid="enrol-save"
        >
          {t(same.length > 0 ? 'member.enrolAnyway' : 'member.enrol')}
        </Action>
        <Action onClick={onLeave} data-testid="enrol-leave">
          {t('member.notNow')}
        </Action>
      </div>
    </div>
  );
}

/** Each text where it belongs. */
function beginWith(asked: string, country: string | null) {
  const nothing = { phone: '', name: '', email: '', cardNumber: '' };
  if (asked.includes('@')) return { ...nothing, email: asked };
  if (readContact(asked, country) !== null || /^[\d\s+()-]{3,}$/.test(asked)) return { ...nothing, phone: asked };
  return { ...nothing, name: asked };
}

import { Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MemberKnown } from '#contracts/http/members.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import { profilePatch } from '#domain/member/profile.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { type EntryFault, readEntry } from '#renderer/features/sell/enrol-member.ts';
import { useStoreCountry } from '#renderer/features/sell/use-store-country.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import { profileOf, reviseMember } from './revise-member.ts';

interface ProfileFormProps {
  known: MemberKnown;
  onSaved: () => void;
  onLeave: () => void;
}

/** What is known of a member, to be changed. It is journalled here, so that it holds also where the network goes meanwhile. */
export function ProfileForm({ known, onSaved, onLeave }: ProfileFormProps) {
  const { t } = useTranslation();
  const till = useTill();
  const store = useStore(till.store);
  const country = useStoreCountry();
  const [entry, setEntry] = useState({ phone: known.phone ?? '', name: known.name ?? '', email: known.email ?? '' });
  const [fault, setFault] = useState<EntryFault | null>(null);
  const [failed, setFailed] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  useFormKeys(onLeave);

  async function save(): Promise<void> {
    const read = readEntry(entry, country);
    setFault(read.ok ? null : read.fault);
    if (!read.ok) return till.play('wrong');
    setBusy(true);
    const why = await reviseMember({ host: till.host, store }, known, profilePatch(profileOf(known), read.profile));
    setBusy(false);
    setFailed(why);
    if (why) return;
    onSaved();
    onLeave();
  }

  return (
    <section className={sheet.section} data-testid="member-form">
      {(['phone', 'name', 'email'] as const).map((name) => (
        <Field key={name} label={t(`member.${name}`)} wrong={fault === name ? t(`member.faults.${name}`) : null}>
          <TextField
            label={t(`member.${name}`)}
            value={entry[name]}
            onText={(text) => setEntry({ ...entry, [name]: text })}
            maxLength={254}
            data-testid={`member-${name}`}
          />
        </Field>
      ))}
      {fault === 'nothing' && (
        <Notice tone="bad" code="member-nothing" title={t('member.faults.nothing')} next={t('member.faultNext')} />
      )}
      {failed && <Notice {...errorWords(t, failed.code)} />}
      <div className={sheet.actions}>
        <Action tone="next" icon={Save} disabled={busy} onClick={() => void save()} data-testid="member-save">
          {t('members.save')}
        </Action>
        <Action onClick={onLeave} data-testid="member-leave">
          {t('members.leave')}
        </Action>
      </div>
    </section>
  );
}

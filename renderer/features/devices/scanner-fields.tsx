import { useTranslation } from 'react-i18next';
import type { ScannerSettings } from '#contracts/ipc/devices.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { type AddressDraft, addressOf, draftOf, emptyDraft } from './address-draft.ts';
import { ConnectionField } from './connection-field.tsx';
import css from './devices.module.css';
import { escaped, unescaped } from './escaped-text.ts';
import { Field } from './field.tsx';

/** A scanner while it is being set up. */
export interface ScannerDraft {
  name: string;
  at: AddressDraft;
  /** As written, with names for what can't be typed. */
  prefix: string;
  suffix: string;
}

const FRAME_MAX = 10;

export function scannerDraft(scanner: ScannerSettings | null, name: string): ScannerDraft {
  if (!scanner) return { name, at: emptyDraft('hid'), prefix: '', suffix: '' };
  return {
    name: scanner.scannerId,
    at: draftOf(scanner.address, emptyDraft(scanner.kind)),
    prefix: escaped(scanner.prefix ?? ''),
    suffix: escaped(scanner.suffix ?? ''),
  };
}

/** The settings that a draft comes to; null while something is missing or wrong. */
export function scannerOf({ name, at, ...written }: ScannerDraft): ScannerSettings | null {
  const drafted = addressOf(at);
  const scannerId = name.trim();
  const [prefix, suffix] = [unescaped(written.prefix), unescaped(written.suffix)];
  if (!drafted.ok || scannerId === '' || prefix.length > FRAME_MAX || suffix.length > FRAME_MAX) return null;
  if (at.connection === 'hid') return { scannerId, kind: 'hid', address: drafted.address };
  return {
    scannerId,
    kind: 'serial',
    address: drafted.address,
    ...(prefix === '' ? {} : { prefix }),
    ...(suffix === '' ? {} : { suffix }),
  };
}

/** A name that no other scanner has. */
export function freeName(scanners: readonly ScannerSettings[], make: (number: number) => string): string {
  const taken = new Set(scanners.map(({ scannerId }) => scannerId));
  for (let number = 1; ; number++) if (!taken.has(make(number))) return make(number);
}

interface ScannerFieldsProps {
  draft: ScannerDraft;
  onDraft: (draft: ScannerDraft) => void;
}

/** Where a scanner is that does not type, what it is called, and what it sends around a code. */
export function ScannerFields({ draft, onDraft }: ScannerFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <ConnectionField
        connections={['hid', 'serial', 'tcp']}
        draft={draft.at}
        onDraft={(at) => onDraft({ ...draft, at })}
      />
      <Field label={t('devices.scanner.name')}>
        <TextField
          label={t('devices.scanner.name')}
          value={draft.name}
          onText={(name) => onDraft({ ...draft, name })}
          maxLength={64}
          data-testid="scanner-name"
        />
      </Field>
      {draft.at.connection !== 'hid' && (
        <div className={css.pair}>
          <Field label={t('devices.scanner.prefix')} hint={t('devices.scanner.prefixHint')}>
            <TextField
              label={t('devices.scanner.prefix')}
              value={draft.prefix}
              onText={(prefix) => onDraft({ ...draft, prefix })}
              maxLength={60}
              data-testid="scanner-prefix"
            />
          </Field>
          <Field label={t('devices.scanner.suffix')} hint={t('devices.scanner.suffixHint')}>
            <TextField
              label={t('devices.scanner.suffix')}
              value={draft.suffix}
              onText={(suffix) => onDraft({ ...draft, suffix })}
              maxLength={60}
              data-testid="scanner-suffix"
            />
          </Field>
        </div>
      )}
    </>
  );
}

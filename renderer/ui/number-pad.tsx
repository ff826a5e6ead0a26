import { UnstyledButton } from '@mantine/core';
import { Delete } from 'lucide-react';
import css from './number-pad.module.css';

/** What a number pad sends: a digit, the decimal mark, two noughts, or a step back. */
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '00' | '.' | 'back';

const DIGITS: readonly PadKey[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

interface NumberPadProps {
  onKey: (key: PadKey) => void;
  /** The key left of the nought, and what stands on it. */
  extra?: { key: '00' | '.'; label: string; name: string } | undefined;
  backName: string;
  disabled?: boolean;
  testId: string;
}

/** A pad of large keys for fingers; the keyboard is listened to by whoever shows it. */
export function NumberPad({ onKey, extra, backName, disabled, testId }: NumberPadProps) {
  const key = (value: PadKey) => (
    <UnstyledButton
      key={value}
      type="button"
      className={css.key}
      onClick={() => onKey(value)}
      disabled={disabled}
      data-testid={testId}
      data-key={value}
    >
      {value}
    </UnstyledButton>
  );
  return (
    <div className={css.pad}>
      {DIGITS.map(key)}
      {extra ? (
        <UnstyledButton
          type="button"
          className={css.key}
          onClick={() => onKey(extra.key)}
          disabled={disabled}
          aria-label={extra.name}
          data-testid={testId}
          data-key={extra.key}
        >
          {extra.label}
        </UnstyledButton>
      ) : (
        <span />
      )}
      {key('0')}
      <UnstyledButton
        type="button"
        className={css.key}
        data-soft
        onClick={() => onKey('back')}
        disabled={disabled}
        aria-label={backName}
        data-testid={testId}
        data-key="back"
      >
        <Delete size={24} aria-hidden />
      </UnstyledButton>
    </div>
  );
}

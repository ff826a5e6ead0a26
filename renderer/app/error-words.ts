import type { TFunction } from 'i18next';
import { ERRORS, type ErrorCode } from '#contracts/errors/registry.ts';
import type { NoticeTone } from '#renderer/ui/notice.tsx';

/** What a person reads about an error: what happened and whether things are safe, then the one next step. */
export interface ErrorWords {
  code: string;
  tone: NoticeTone;
  title: string;
  next: string;
}

const TONES = { info: 'info', warning: 'warn', error: 'bad' } as const;

/** Words for a code; a code this till does not know yet reads as `internal`. `params` fill the words' gaps. */
export function errorWords(t: TFunction, code: string, params: Record<string, string | number> = {}): ErrorWords {
  const known: ErrorCode = isErrorCode(code) ? code : 'internal';
  return {
    code,
    tone: TONES[ERRORS[known].severity],
    title: t(`error.${known}.title`, params),
    next: t(`error.${known}.next`, params),
  };
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}

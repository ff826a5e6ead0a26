import { CircleCheck, CircleX, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './notice.module.css';

export type NoticeTone = 'info' | 'ok' | 'warn' | 'bad';

const ICONS = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleX } as const;

interface NoticeProps {
  tone: NoticeTone;
  title: string;
  /** The one thing to do now. */
  next?: string | undefined;
  /** What it is about, for tests: an error's code. */
  code?: string | undefined;
  children?: ReactNode;
}

/** Says calmly, in place, what happened and what to do. Never covers anything and never waits for an answer. */
export function Notice({ tone, title, next, code, children }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={css.notice} data-tone={tone} data-testid="notice" data-code={code} role="status">
      <span className={css.icon}>
        <Icon size={22} aria-hidden />
      </span>
      <div className={css.words}>
        <div className={css.title}>{title}</div>
        {next && <div className={css.next}>{next}</div>}
      </div>
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}

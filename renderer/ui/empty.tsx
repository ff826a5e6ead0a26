import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import css from './empty.module.css';

interface EmptyProps {
  icon: LucideIcon;
  title: string;
  text?: string;
  children?: ReactNode;
}

/** Stands where nothing is yet, with the one thing to do. */
export function Empty({ icon: Icon, title, text, children }: EmptyProps) {
  return (
    <div className={css.empty}>
      <Icon size={40} strokeWidth={1.5} aria-hidden />
      <div className={css.title}>{title}</div>
      {text && <div className={css.text}>{text}</div>}
      {children}
    </div>
  );
}

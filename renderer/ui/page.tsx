import type { ReactNode } from 'react';
import css from './page.module.css';

interface PageProps {
  title: string;
  top: ReactNode;
  children: ReactNode;
}

/** A section other than selling: a title, the till's bar at the right, and what it holds. */
export function Page({ title, top, children }: PageProps) {
  return (
    <main className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>{title}</h1>
        <div className={css.top}>{top}</div>
      </header>
      <div className={css.body}>{children}</div>
    </main>
  );
}

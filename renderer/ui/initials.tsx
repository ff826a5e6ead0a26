import type { CSSProperties } from 'react';
import { hueOf } from './hue.ts';
import css from './initials.module.css';

interface InitialsProps {
  text: string;
  /** What its colour is drawn from: everything of one category has one colour. */
  seed: string;
  size: number;
  round?: boolean;
}

/** Initials on a colour, where there is no picture. */
export function Initials({ text, seed, size, round }: InitialsProps) {
  const style = { '--size': `${size}px`, '--hue': hueOf(seed) } as CSSProperties;
  return (
    <span className={css.initials} style={style} data-round={round || undefined} aria-hidden>
      {text}
    </span>
  );
}

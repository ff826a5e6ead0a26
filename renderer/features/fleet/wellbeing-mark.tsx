import { Bell, CircleCheck, CirclePause, CircleSlash, Clock3, OctagonAlert } from 'lucide-react';
import type { Wellbeing } from '#domain/fleet/warnings.ts';
import css from './fleet.module.css';

/** Each state has a shape of its own beside its colour. */
const MARKS = {
  well: CircleCheck,
  away: CirclePause,
  note: Bell,
  soon: Clock3,
  urgent: OctagonAlert,
  out: CircleSlash,
} as const;

/** How well a register is, drawn. */
export function WellbeingMark({ being, size = 24 }: { being: Wellbeing; size?: number }) {
  const Mark = MARKS[being];
  return (
    <span className={css.mark} data-being={being} style={{ width: size * 1.75, height: size * 1.75 }}>
      <Mark size={size} aria-hidden />
    </span>
  );
}

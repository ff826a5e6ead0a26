import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { tierOf } from '#domain/member/points.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { MemberCard } from '#renderer/store/till-store.ts';
import css from './member-panel.module.css';

/** What a member has in points and which level they are in, as the server said last; nothing where the chain has neither. */
export function MemberStanding({ card, config }: { card: MemberCard; config: RegisterConfig }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { memberProgram: program, store } = config;
  if (!program?.points) return null;
  const [, points = 0] = card.points?.find(([currency]) => currency === store.currency.code) ?? [];
  const tier = tierOf(program.tiers, card.earned ?? 0);
  return (
    <p className={css.standing}>
      <span data-testid="member-points">
        {t('points.held', { count: points, points: formats.count(points), amount: formats.money(points) })}
      </span>
      {tier && <span data-testid="member-tier">{tier.names?.[i18n.language] ?? tier.name}</span>}
    </p>
  );
}

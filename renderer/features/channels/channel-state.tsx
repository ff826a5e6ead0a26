import { useTranslation } from 'react-i18next';
import type { ChannelRow } from '#contracts/http/channels.ts';
import css from './channels.module.css';

type Shown = ChannelRow['health']['state'] | 'paused' | 'archived';

/** How a channel stands in a word: whether it is worked at all, else how its shop system is reached. */
export function shownState({ channel, health }: ChannelRow): Shown {
  return channel.status === 'active' ? health.state : channel.status;
}

const TONES: Readonly<Record<Shown, string>> = {
  new: 'plain',
  well: 'ok',
  down: 'bad',
  'signed-out': 'bad',
  paused: 'warn',
  archived: 'plain',
};

export function ChannelState({ row }: { row: ChannelRow }) {
  const { t } = useTranslation();
  const state = shownState(row);
  return (
    <span className={css.chip} data-tone={TONES[state]} data-testid="channel-state" data-state={state}>
      {t(`channels.states.${state}`)}
    </span>
  );
}

import { GraduationCap, Keyboard, LogOut, OctagonX, Package, Printer, Tag, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { LanguageSwitch, SchemeSwitch } from '#renderer/features/more/screen-switches.tsx';
import { mayOf } from '#renderer/features/shift/shift-parts.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './more-screen.module.css';

interface MoreScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
  top: ReactNode;
  onKeys: () => void;
  onSignOut: () => void;
  /** Begins the guided sale anew, in training. */
  onTrain: () => void;
  onDevices: () => void;
  onLabels: () => void;
  onProducts: () => void;
  onRecall: () => void;
  onPeople: () => void;
}

/** Settings of this screen, who is signed in, and what this till is. */
export function MoreScreen({
  status,
  config,
  operatorId,
  top,
  onKeys,
  onSignOut,
  onTrain,
  onDevices,
  onLabels,
  onProducts,
  onRecall,
  onPeople,
}: MoreScreenProps) {
  const { t } = useTranslation();
  const { preferences } = useTill();
  const { muted } = useStore(preferences);
  const operator = config.operators.find((one) => one.operatorId === operatorId);
  return (
    <Page title={t('rail.more')} top={top}>
      <div className={css.rows}>
        <Row name={t('more.signedIn')}>
          <span className={css.value}>{operator?.name ?? operatorId}</span>
          <Action icon={LogOut} hint="Ctrl L" onClick={onSignOut} data-testid="sign-out">
            {t('more.signOut')}
          </Action>
        </Row>
        {mayOf(config, operatorId, 'training') && (
          <Row name={t('more.training')}>
            <Action icon={GraduationCap} onClick={onTrain} data-testid="train">
              {t(status.signedIn?.training ? 'more.restartGuide' : 'more.startTraining')}
            </Action>
          </Row>
        )}
        {mayOf(config, operatorId, 'catalogue') && (
          <Row name={t('products.title')}>
            <Action icon={Package} onClick={onProducts} data-testid="products-open">
              {t('products.show')}
            </Action>
          </Row>
        )}
        {mayOf(config, operatorId, 'people') && (
          <Row name={t('people.title')}>
            <Action icon={Users} onClick={onPeople} data-testid="people-open">
              {t('people.show')}
            </Action>
          </Row>
        )}
        {mayOf(config, operatorId, 'catalogue') && (
          <Row name={t('recall.title')}>
            <Action icon={OctagonX} onClick={onRecall} data-testid="recalls-open">
              {t('recall.show')}
            </Action>
          </Row>
        )}
        {mayOf(config, operatorId, 'labels') && (
          <Row name={t('more.labels')}>
            <Action icon={Tag} onClick={onLabels} data-testid="labels-open">
              {t('more.showLabels')}
            </Action>
          </Row>
        )}
        {mayOf(config, operatorId, 'settings') && (
          <Row name={t('more.devices')}>
            <Action icon={Printer} onClick={onDevices} data-testid="devices-open">
              {t('more.showDevices')}
            </Action>
          </Row>
        )}
        <Row name={t('more.language')}>
          <LanguageSwitch />
        </Row>
        <Row name={t('more.scheme')}>
          <SchemeSwitch />
        </Row>
        <Row name={t('more.sounds')}>
          <Toggle
            label={t('more.sounds')}
            on={!muted}
            onToggle={(on) => preferences.update((current) => ({ ...current, muted: !on }))}
            testId="sounds"
          />
        </Row>
        <Row name={t('more.keys')}>
          <Action icon={Keyboard} hint="F1" onClick={onKeys} data-testid="keys">
            {t('more.showKeys')}
          </Action>
        </Row>
        <Row name={t('more.store')}>
          <span className={css.value}>{config.store.name}</span>
        </Row>
        <Row name={t('more.register')}>
          <span className={css.value}>{config.register.name}</span>
        </Row>
        <Row name={t('more.version')}>
          <span className={css.value} data-selectable>
            {t('app.name')} {status.version}
          </span>
        </Row>
      </div>
    </Page>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.row}>
      <div className={css.name}>{name}</div>
      <div className={css.control}>{children}</div>
    </div>
  );
}

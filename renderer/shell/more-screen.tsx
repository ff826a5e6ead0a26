import { GraduationCap, Keyboard, LogOut, type LucideIcon, Package, Printer, Tag, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { OpenExceptions } from '#contracts/http/exceptions.ts';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { LanguageSwitch, SchemeSwitch } from '#renderer/app/screen-switches.tsx';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './more-screen.module.css';
import { OFFICE_SECTIONS } from './office-sections.ts';
import { isInMore } from './section-name.ts';

interface MoreScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
  top: ReactNode;
  /** What is not given is not there: a device without a host has no training, labels or hardware. */
  onKeys?: () => void;
  onSignOut: () => void;
  /** Begins the guided sale anew, in training. */
  onTrain?: () => void;
  onDevices?: () => void;
  onLabels?: () => void;
  onProducts: () => void;
  /** Opens a screen of the back office by its id. */
  onOffice: (id: string) => void;
  /** Opens what the server found and a person must look at. */
  onExceptions: () => void;
}

interface MoreButton {
  id: string;
  icon: LucideIcon;
  permission: Permission;
  words: string;
  /** How many wait there. */
  badge?: number;
  open: (() => void) | undefined;
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
  onOffice,
  onExceptions,
}: MoreScreenProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { preferences } = useTill();
  const { muted } = useStore(preferences);
  const operator = config.operators.find((one) => one.operatorId === operatorId);
  const may = (permission: Permission): boolean => mayOf(config, operatorId, permission);
  const found = useServer(may('reports') ? '/reports/exceptions/open' : null, OpenExceptions).answer;
  const waiting = found?.ok ? found.value.open : 0;
  const buttons = [
    { id: 'products', icon: Package, permission: 'catalogue' as const, words: t('products.show'), open: onProducts },
    ...OFFICE_SECTIONS.filter(({ id }) => isInMore(id)).map((one) => ({
      ...one,
      words: one.words(t),
      open: () => onOffice(one.id),
    })),
    {
      id: 'exceptions',
      icon: TriangleAlert,
      permission: 'reports' as const,
      words: t('reports.names.exceptions'),
      badge: waiting,
      open: onExceptions,
    },
    { id: 'labels', icon: Tag, permission: 'labels' as const, words: t('more.labels'), open: onLabels },
    { id: 'devices', icon: Printer, permission: 'settings' as const, words: t('more.devices'), open: onDevices },
  ].flatMap(({ permission, open, ...button }: MoreButton) => (open && may(permission) ? [{ ...button, open }] : []));
  return (
    <Page title={t('rail.more')} top={top}>
      {buttons.length > 0 && (
        <div className={css.office}>
          {buttons.map(({ id, icon, words, badge = 0, open }) => (
            <Action key={id} size="lg" icon={icon} onClick={open} data-testid={`${id}-open`}>
              {words}
              {badge > 0 && (
                <span className={css.badge} data-testid={`${id}-badge`}>
                  {formats.count(badge)}
                </span>
              )}
            </Action>
          ))}
        </div>
      )}
      <div className={css.rows}>
        <Row name={t('more.signedIn')}>
          <span className={css.value}>{operator?.name ?? operatorId}</span>
          <Action icon={LogOut} hint="Ctrl L" onClick={onSignOut} data-testid="sign-out">
            {t('more.signOut')}
          </Action>
        </Row>
        {onTrain && may('training') && (
          <Row name={t('more.training')}>
            <Action icon={GraduationCap} onClick={onTrain} data-testid="train">
              {t(status.signedIn?.training ? 'more.restartGuide' : 'more.startTraining')}
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
        {onKeys && (
          <Row name={t('more.keys')}>
            <Action icon={Keyboard} hint="F1" onClick={onKeys} data-testid="keys">
              {t('more.showKeys')}
            </Action>
          </Row>
        )}
        <Row name={t('more.store')}>
          <span className={css.value}>{config.store.name}</span>
        </Row>
        <Row name={t(status.hostless ? 'tablet.device' : 'more.register')}>
          <span className={css.value}>{config.register.name}</span>
        </Row>
        <Row name={t('more.version')}>
          <span className={css.value} data-selectable>
            {t('app.name')} {status.version}
          </span>
        </Row>
        {status.updateFault && <UpdateFault {...status.updateFault} />}
      </div>
    </Page>
  );
}

/** Why the version that the server offers does not run here. */
function UpdateFault({ version, code }: { version: string; code: string }) {
  const { t } = useTranslation();
  const words = { version, fault: errorWords(t, code).title };
  return (
    <Notice tone="warn" code={code} title={t('more.updateFault.title', words)} next={t('more.updateFault.next')} />
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

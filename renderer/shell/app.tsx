import { DatesProvider } from '@mantine/dates';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { nearestLanguage } from '#renderer/app/i18n.ts';
import { nameOwnReasons } from '#renderer/app/own-reasons.ts';
import { pageMeta } from '#renderer/app/page-meta.ts';
import { Starting } from '#renderer/app/starting.tsx';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { FreshTill } from '#renderer/features/opening/fresh-till.tsx';
import { openingStore } from '#renderer/features/opening/opening-state.ts';
import { ShopGuide } from '#renderer/features/opening/shop-guide.tsx';
import { useOwnerSignIn } from '#renderer/features/opening/use-owner-sign-in.ts';
import { OverrideProvider } from '#renderer/features/override/override-provider.tsx';
import { SignInScreen } from '#renderer/features/sign-in/sign-in-screen.tsx';
import { AdmitScreen } from '#renderer/features/tablet/admit-screen.tsx';
import { TabletScreen } from './tablet-screen.tsx';
import { TillScreen } from './till-screen.tsx';

/** A device without a host has the server to reach, not a program of its own. */
const UNREACHED = pageMeta('omnitill-hostless') === '' ? 'host-unreachable' : 'device-offline';

/** The till, with days written as its other texts are. */
export function App() {
  const { locale } = useFormats();
  return (
    <DatesProvider settings={{ locale }}>
      <Screens />
    </DatesProvider>
  );
}

/** Which screen the till is on follows from its host alone: joined to a shop or not, somebody signed in or not. */
function Screens() {
  const { t } = useTranslation();
  const { status, reachable } = useStore(useTill().hostView);
  const { phase } = useStore(openingStore());
  const signsIn = useOwnerSignIn(status);
  useLanguage(status?.config?.store.language);
  useOwnReasons(status?.config?.store.reasonNames);
  if (!status) return <Starting words={reachable ? undefined : errorWords(t, UNREACHED)} />;
  if (status.phase === 'blocked' && !(status.signedIn && status.config)) {
    return <Starting words={errorWords(t, status.fault?.code ?? 'internal')} />;
  }
  if (status.phase === 'fresh')
    return status.hostless ? <AdmitScreen status={status} /> : <FreshTill status={status} />;
  if (!status.config) return <Starting words={status.online ? undefined : errorWords(t, 'enrol-server-unreachable')} />;
  const { signedIn, config } = status;
  if (!signedIn) return signsIn ? <Starting /> : <SignInScreen status={status} config={config} />;
  const { operatorId } = signedIn;
  const isOpening = (phase === 'asked' || phase === 'guide') && !signedIn.training;
  const guided = isOpening && mayOf(config, operatorId, 'settings');
  const Screen = status.hostless ? TabletScreen : guided ? ShopGuide : TillScreen;
  return (
    <OverrideProvider key={operatorId}>
      <Screen status={status} config={config} operatorId={operatorId} />
    </OverrideProvider>
  );
}

/** Speaks the language that was chosen on this machine, else the store's, else the browser's. */
function useLanguage(storeLanguage: string | undefined): void {
  const { i18n } = useTranslation();
  const { language: chosen } = useStore(useTill().preferences);
  const language = chosen ?? nearestLanguage([storeLanguage, ...navigator.languages]);
  useEffect(() => {
    document.documentElement.lang = language;
    if (i18n.language !== language) void i18n.changeLanguage(language);
  }, [i18n, language]);
}

/** Has the words of the store's own reasons ready before a screen asks for one. */
function useOwnReasons(reasonNames: StoreSettings['reasonNames']): void {
  const { i18n } = useTranslation();
  useMemo(() => nameOwnReasons(i18n, { reasonNames }), [i18n, reasonNames]);
}

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { mayOf } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { createStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { OrdersScreen } from '#renderer/features/orders/orders-screen.tsx';
import { fixSeed } from '#renderer/features/products/fix-seed.ts';
import type { ProductSeed } from '#renderer/features/products/form-parts.ts';
import { ProductsScreen } from '#renderer/features/products/products-screen.tsx';
import type { Destination } from '#renderer/features/reports/destination.ts';
import { fetchReports, LazyReports } from '#renderer/features/reports/lazy-reports.tsx';
import { exceptionsPlace, firstPlace } from '#renderer/features/reports/report-place.ts';
import type { AskToLeave } from '#renderer/features/saving/use-leaving.ts';
import type { StockTask } from '#renderer/features/stock/stock-parts.ts';
import { StockScreen } from '#renderer/features/stock/stock-screen.tsx';
import { PriceCheck } from '#renderer/features/tablet/price-check.tsx';
import { TabletReceipts } from '#renderer/features/tablet/tablet-receipts.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { Page } from '#renderer/ui/page.tsx';
import { MoreScreen } from './more-screen.tsx';
import { OFFICE_SECTIONS } from './office-sections.ts';
import { Rail, type Section } from './rail.tsx';
import { SectionBoundary } from './section-boundary.tsx';
import { openedBy, railSection, sectionName, type UnderMore } from './section-name.ts';
import css from './till-screen.module.css';
import { useSections } from './till-sections.ts';
import { TopBar } from './top-bar.tsx';
import { useTrouble } from './use-trouble.ts';
import { watchIdle } from './watch-idle.ts';

interface TabletScreenProps {
  status: HostStatus;
  config: RegisterConfig;
  operatorId: string;
}

/** What is done most on such a device; shown first to whoever has it. */
const FIRST: Section = 'stock';

/** The app on a device without a host, while somebody is signed in: what works without selling and hardware, and nothing else. */
export function TabletScreen({ status, config, operatorId }: TabletScreenProps) {
  const { t } = useTranslation();
  const { host, play } = useTill();
  const sections = useSections(config, operatorId, false);
  const first = sections.find(({ section: one }) => one === FIRST) ?? sections[0];
  const [section, setSection] = useState<Section | UnderMore>(first?.section ?? 'more');
  const [seed, setSeed] = useState<ProductSeed | null>(null);
  const [stockTask, setStockTask] = useState<StockTask | null>(null);
  const [receipt, setReceipt] = useState('');
  /** What of a screen of the back office is open at first. */
  const [opened, setOpened] = useState<string | null>(null);
  const [reportsPlace] = useState(() =>
    createStore(firstPlace(status.signedIn?.businessDate ?? new Date().toISOString().slice(0, 10))),
  );
  /** What was asked for is done at a till. */
  const [elsewhere, setElsewhere] = useState(false);
  const askToLeave = useRef<AskToLeave | null>(null);
  const trouble = useTrouble(status) ?? (status.online ? (elsewhere ? 'hostless' : null) : 'device-offline');
  const idleMs = storePolicy(config.store).session.idleMinutes * 60_000;
  const onIdle = useEffectEvent(() => lock('idle'));
  useEffect(() => watchIdle(window, idleMs, onIdle), [idleMs]);
  useEffect(() => fetchReports(), []);

  function lock(cause?: 'idle' | 'switch'): void {
    void attempt(host, 'operator.sign-out', cause ? { cause } : {});
  }

  useKeyLayer('app', {
    onScan: () => play('wrong'),
    onKey(event) {
      if (!event.ctrlKey || event.key.toLowerCase() !== 'l') return false;
      lock();
      return true;
    },
  });

  function toProducts(of: ProductSeed | null): void {
    setSeed(of);
    setSection('products');
  }

  function toReceipt(number: string): void {
    setReceipt(number);
    setSection('receipts');
  }

  /** To where something is that a report speaks of; what only a till has is done there. */
  function go(to: Destination): void {
    if (to.to === 'receipt') toReceipt(to.number);
    else if (to.to === 'stock') {
      setStockTask(to.task);
      setSection('stock');
    } else if (to.to === 'office') toOffice(to.id, to.opened);
    else setElsewhere(true);
  }

  function toOffice(id: string, subject: string | null = null): void {
    setOpened(subject);
    setSection({ office: id });
  }

  function toExceptions(exception: ExceptionRow | null): void {
    reportsPlace.update(exceptionsPlace(exception));
    setSection('reports');
  }

  const who = { status, config, operatorId };
  const mayProducts = mayOf(config, operatorId, 'catalogue');
  const Office = typeof section === 'object' ? OFFICE_SECTIONS.find(({ id }) => id === section.office) : undefined;
  const top = <TopBar {...who} onLock={() => lock()} onSwitch={() => lock('switch')} onDevices={null} />;
  const toMore = (): void => setSection('more');
  const name = sectionName(section);
  return (
    <div className={css.till} data-testid="tablet">
      <Rail
        sections={sections}
        section={railSection(section)}
        onSection={(next) => {
          const go = (): void => {
            setReceipt('');
            setElsewhere(false);
            setOpened(null);
            if (next === 'stock' && section === 'stock') setStockTask(null);
            setSection(openedBy(next));
          };
          if (askToLeave.current) askToLeave.current(go);
          else go();
        }}
      />
      <div className={css.section}>
        {trouble && (
          <div className={css.banner} data-testid="tablet-trouble">
            <Notice {...errorWords(t, trouble)} />
          </div>
        )}
        <SectionBoundary key={name} section={name} top={top} onBack={name === 'more' ? null : toMore}>
          {section === 'stock' && mayOf(config, operatorId, 'stock') && (
            <StockScreen {...who} top={top} task={stockTask} onTask={setStockTask} onReceipt={toReceipt} />
          )}
          {section === 'orders' && mayOf(config, operatorId, 'online-orders') && <OrdersScreen {...who} top={top} />}
          {section === 'priceCheck' && (
            <Page title={t('rail.priceCheck')} top={top}>
              <PriceCheck config={config} />
            </Page>
          )}
          {section === 'receipts' && <TabletReceipts config={config} online={status.online} top={top} find={receipt} />}
          {section === 'reports' && (
            <LazyReports
              {...who}
              top={top}
              place={reportsPlace}
              onGo={go}
              onMake={mayProducts ? (problem) => toProducts(fixSeed(problem)) : null}
            />
          )}
          {section === 'products' && mayProducts && (
            <ProductsScreen {...who} top={top} seed={seed} guard={askToLeave} onLabels={null} onLeave={toMore} />
          )}
          {Office && mayOf(config, operatorId, Office.permission) && (
            <Office.component
              {...who}
              top={top}
              guard={askToLeave}
              opened={opened}
              onReceipt={toReceipt}
              onException={toExceptions}
              onLeave={toMore}
            />
          )}
          {section === 'more' && (
            <MoreScreen
              {...who}
              top={top}
              onSignOut={() => lock()}
              onProducts={() => toProducts(null)}
              onOffice={toOffice}
              onExceptions={() => toExceptions(null)}
            />
          )}
        </SectionBoundary>
      </div>
    </div>
  );
}

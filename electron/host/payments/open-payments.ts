import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { type Tender, tenderOf } from '#domain/tender/tender.ts';
import { terminalFor } from '#drivers/terminal/transport/terminal-for.ts';
import { walletFor } from '#drivers/wallet/transport/wallet-for.ts';
import { instant } from '#electron/host/clock.ts';
import type { Stamp } from '#electron/host/journal/compose-line.ts';
import type { AppendResult } from '#electron/host/journal/journal.ts';
import { openAccountLimit } from './account-limit.ts';
import { foldLeaseUse, LeaseUse, noLeaseUse, openLeaseBook } from './lease-book.ts';
import { orderPaymentFault } from './order-payments.ts';
import type { PaymentDevice } from './payment-device.ts';
import { foldPayment, noPayments, PaymentLedger } from './payment-ledger.ts';
import type { PaymentsContext } from './payments-context.ts';
import type { Payments } from './payments-port.ts';
import { openProjection } from './projection.ts';
import { createStoredValue } from './stored-value.ts';
import { terminalDevice } from './terminal-device.ts';
import { createThirdParty, type Gate } from './third-party.ts';
import { trainingDevice } from './training-device.ts';
import { createValueGuard, VALUE_KINDS } from './value-guard.ts';
import { walletDevice } from './wallet-device.ts';

/** Opens the payments of a register: by its terminal and its wallet, where it has them, and by stored value. */
export async function openPayments(context: PaymentsContext): Promise<Payments> {
  const { journal, folder, clock } = context;
  await mkdir(folder, { recursive: true });
  const file = (name: string) => join(folder, `${name}.json`);
  const ledger = await openProjection({
    file: file('third-party'),
    schema: PaymentLedger,
    journal,
    initial: noPayments,
    fold: foldPayment,
  });
  const use = await openProjection({
    file: file('lease-use'),
    schema: LeaseUse,
    journal,
    initial: noLeaseUse,
    fold: foldLeaseUse,
  });
  const book = await openLeaseBook(file('leases'), journal.journalId);
  for (const { leaseId } of book.leases()) if (use.state().returned.includes(leaseId)) await book.drop(leaseId);
  const accounts = await openAccountLimit(file('contact'), clock, context.online);
  const devices = openDevices(context);

  const thirdParty = createThirdParty({
    journal,
    ledger,
    append: context.append,
    request: context.request,
    exclusive: (task) => inTurn(task),
    gate: () => gateOf(context.witness()),
    isAllowed: context.isAllowed,
    isLookedUp: context.isLookedUp,
    currency: () => context.config()?.config.store.currency.code ?? null,
    deviceOf: (tender, training) => devices.of(tenderOf(tendersOf(context), tender), training),
    clock,
    random: context.random,
    newId: context.newId,
    onChange: context.onChange,
  });
  const value = createStoredValue({
    journal,
    book,
    use,
    api: context.api,
    watermark: context.watermark,
    append: context.append,
    ownStamp: () => context.witness() ?? { at: instant(clock), businessDate: today(context), operatorId: null },
    trains: () => context.witness()?.training === true,
    newId: context.newId,
  });
  const values = createValueGuard({
    journal,
    tenders: () => tendersOf(context),
    trains: () => context.witness()?.training === true,
    isAllowed: context.isAllowed,
  });
  const unfollow = journal.follow(() => void ledger.catchUp().then(context.onChange));

  /** Checks and leases one after another: what one may spend, the next may not. */
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(task: () => Promise<T>): Promise<T> {
    const result = last.then(task);
    last = result.catch(() => {});
    return result;
  }

  async function guardNow(
    drafts: readonly FactDraft[],
    append: (drafts: readonly FactDraft[]) => Promise<AppendResult>,
  ): Promise<AppendResult> {
    await ledger.catchUp();
    for (const draft of drafts.filter(({ id }) => !journal.has(id))) {
      const fault = orderPaymentFault(draft, ledger.state(), tendersOf(context)) ?? accounts.fault(draft);
      if (fault) return { ok: false, fault };
    }
    const differs = await values.fault(drafts);
    if (differs) return { ok: false, fault: differs };
    const admitted = await value.admit(drafts);
    return admitted.ok ? append(admitted.drafts) : admitted;
  }

  return {
    start: thirdParty.start,
    ask: thirdParty.ask,
    cancel: thirdParty.cancel,
    void: thirdParty.void,
    decide: thirdParty.decide,
    list: thirdParty.list,
    anyOpen: thirdParty.anyOpen,
    check: (input) => inTurn(() => value.check(input)),
    async guard(drafts, append) {
      if (!drafts.some(({ kind }) => GUARDED.has(kind))) return append(drafts);
      const result = await inTurn(() => guardNow(drafts, append));
      const given = drafts.some(({ kind }) => kind === 'cart.abandoned');
      if (result.ok && given && book.leases().length > 0) void inTurn(value.returnLeases);
      return result;
    },
    returnLeases: () => inTurn(value.returnLeases),
    connected() {
      accounts.heard();
    },
    async close() {
      unfollow();
      await devices.close();
      await thirdParty.close();
      await last;
      await Promise.all([ledger.settled(), use.settled(), accounts.settled()]);
    },
  };
}

const GUARDED: ReadonlySet<string> = new Set(['order.completed', 'cart.abandoned', ...VALUE_KINDS]);

function gateOf(stamp: Stamp | null): Gate {
  if (!stamp) return { ok: false, fault: { code: 'not-signed-in' } };
  return { ok: true, stamp, training: stamp.training === true };
}

function tendersOf({ config }: PaymentsContext): readonly Tender[] {
  const known = config();
  return known ? storePolicy(known.config.store).tenders : [];
}

function today({ clock }: PaymentsContext): string {
  return instant(clock).slice(0, 10);
}

/** The devices that the till was started with. */
function openDevices(context: PaymentsContext) {
  const language = () => context.config()?.config.store.language ?? 'en';
  const terminal = context.terminalUrl ? terminalFor(context.terminalUrl, language) : null;
  const wallet = context.walletUrl ? walletFor(context.walletUrl) : null;
  const card: PaymentDevice | null = terminal && terminalDevice(terminal);
  const qr: PaymentDevice | null = wallet && walletDevice(wallet, context.clock, language);
  return {
    of(tender: Tender | undefined, training: boolean): PaymentDevice | null | undefined {
      if (tender?.kind !== 'card' && tender?.kind !== 'wallet') return undefined;
      if (training) return trainingDevice;
      return tender.kind === 'card' ? card : qr;
    },
    async close(): Promise<void> {
      await Promise.all([card?.close(), qr?.close()]);
    },
  };
}

import type { CustomerView } from '#contracts/ipc/devices.ts';
import type { HostApi } from '#contracts/ipc/host.ts';

/** Tells the host what the customer sees. */
export interface CustomerShow {
  /** The view may be another: it is looked at after the till has painted, once for all changes of a moment. */
  changed(): void;
  /** Ends with one last view, at once; null says nothing more. */
  end(last: CustomerView | null): void;
}

export interface CustomerShowPorts {
  host: Pick<HostApi, 'call'>;
  /** What the customer shall see now; null while nothing shows it to them. */
  view: () => CustomerView | null;
  /** The same for two-line displays that lack its letters; null where none can. */
  plain?: (view: CustomerView) => CustomerView | null;
  /** Calls back once the screen has been painted. */
  afterPaint: (run: () => void) => void;
}

/**
 * One call at a time, and only of what differs from the last; views that another overtakes meanwhile are never sent. A host that
 * does not answer is told with the next change.
 */
export function createCustomerShow({ host, view, plain, afterPaint }: CustomerShowPorts): CustomerShow {
  let scheduled = false;
  let ended = false;
  let told = '';
  let calling: Promise<void> | null = null;

  async function tell(next: CustomerView): Promise<void> {
    const text = JSON.stringify(next);
    if (text === told) return;
    told = text;
    const other = plain?.(next) ?? null;
    await host.call('display.show', { view: next, ...(other ? { plain: other } : {}) }).catch(() => {
      told = '';
    });
  }

  function look(): void {
    scheduled = false;
    if (calling || ended) return;
    const next = view();
    if (!next) {
      told = '';
      return;
    }
    const before = JSON.stringify(next);
    calling = tell(next).then(() => {
      calling = null;
      // What changed while the host was told.
      if (!ended && told !== '' && JSON.stringify(view()) !== before) changed();
    });
  }

  function changed(): void {
    if (scheduled || ended) return;
    scheduled = true;
    afterPaint(look);
  }

  return {
    changed,
    end(last) {
      ended = true;
      if (last && told !== '') void (calling ?? Promise.resolve()).then(() => tell(last));
    },
  };
}

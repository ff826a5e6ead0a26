import { CustomerEvent, type CustomerFeed } from '#contracts/ipc/customer.ts';
import { parseJson } from '#contracts/schema.ts';

const AGAIN_MS = 3_000;

/** What the host of a till in a plain browser tells; a host that was started anew no longer knows the token, its fresh page does. */
export function browserFeed(token: string): CustomerFeed {
  return {
    subscribe(listener) {
      const source = new EventSource(`/customer/events?token=${encodeURIComponent(token)}`);
      let again: ReturnType<typeof setTimeout> | undefined;
      source.onmessage = ({ data }) => {
        const event = parseJson(CustomerEvent, String(data));
        if (event.ok) listener(event.value);
      };
      source.onerror = () => {
        // While the host is away the browser tries again by itself; once refused it does not.
        if (source.readyState === EventSource.CLOSED) again = setTimeout(() => location.reload(), AGAIN_MS);
      };
      return () => {
        clearTimeout(again);
        source.close();
      };
    },
  };
}

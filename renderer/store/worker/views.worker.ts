import { expose } from 'comlink';
import { HELD } from './views-api.ts';
import { ViewsService } from './views-service.ts';

// At once: what is asked before it is exposed would be heard by nobody.
expose(new ViewsService());

// Held until the worker ends, however it ends: the window waits for it (`connect-worker.ts`). A page that is not from a secure origin has no locks.
void self.navigator.locks?.request(self.name, () => {
  self.postMessage(HELD);
  return new Promise<never>(() => undefined);
});

import { demoStore } from '#sync-server/jobs/demo-store.ts';

/** The demo's operators by their first name, with their PINs: `Ada 1234 · …`. */
export function demoPins(): string {
  return demoStore()
    .operators.map(({ name, pin }) => `${name.split(/[\s-]/)[0]} ${pin}`)
    .join(' · ');
}

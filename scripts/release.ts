import { RELEASE_KEYS } from '#contracts/release/release-keys.ts';
import { release } from './release-steps.ts';

const passphrase = process.env.OMNITILL_RELEASE_PASSPHRASE ?? '';
const done = await release(process.argv.slice(2), { keys: RELEASE_KEYS, passphrase, now: new Date().toISOString() });
if (done.ok) console.log(done.said);
else {
  console.error(done.said);
  process.exitCode = 1;
}

import { RevokeAnswer } from '#contracts/http/api.ts';
import { parseJson } from '#contracts/schema.ts';
import { openDoor } from './import-door.ts';
import { problemOf } from './server-admin.ts';
import type { StartOptions } from './start-options.ts';

/** Takes a register out of service as the server's administrator, and says so. Gives the exit code. */
export async function revokeRegister(options: StartOptions): Promise<number> {
  const opened = await openDoor(options);
  if (!opened.ok) return fail(opened.message);
  const { url, token, close } = opened.door;
  try {
    const answer = await fetch(`${url}/registers/${encodeURIComponent(options.subject ?? '')}/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await answer.text();
    const revoked = parseJson(RevokeAnswer, text);
    if (!answer.ok || !revoked.ok) return fail(`The register was not revoked: ${problemOf(text)}.`);
    const { registerId, name } = revoked.value;
    console.log(`${name} (${registerId}) is out of service. What it sold before still arrives.`);
    return 0;
  } finally {
    await close();
  }
}

function fail(message: string): number {
  console.error(message);
  return 1;
}

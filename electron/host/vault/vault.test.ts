import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '#tests/fixtures/driven-clock.ts';
import { orderDraft, uuid } from '#tests/fixtures/fact-drafts.ts';
import { TestTill } from '#tests/fixtures/test-till.ts';

const subjectId = uuid(0x5001);
let folder: string;
let till: TestTill;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'omnitill-vault-'));
  till = new TestTill(folder);
  await till.open();
  await till.when(({ online }) => online);
});
afterEach(async () => {
  await till.close();
  await rm(folder, { recursive: true });
});

async function put(text = 'Table 4, no onions', id = subjectId): Promise<string> {
  await signIn();
  return till.ask('vault.put', { subjectId: id, text });
}
/** Without what is just being written in the place of another. */
const kept = async () => (await readdir(till.host.paths.vault)).filter((name) => !name.endsWith('.new')).sort();
const level = () => till.when(({ journal, online }) => online && journal?.watermark === journal?.seq);

async function signIn(): Promise<void> {
  if (!(await till.status()).signedIn) await till.signIn('ann');
}

async function sell(n = 1): Promise<void> {
  await signIn();
  if (!(await till.status()).session) await till.call('session.open', { float: 0 });
  expect(await till.ask('journal.append', { drafts: [orderDraft(uuid(n))] })).toBe('ok');
}

describe('a text', () => {
  it('is on disk for nobody else to read, and at the server before the facts', async () => {
    expect(await put()).toBe('ok');
    expect(await kept()).toEqual([`${subjectId}.json`]);
    expect((await stat(join(till.host.paths.vault, `${subjectId}.json`))).mode & 0o777).toBe(0o600);
    const atPush: (string | undefined)[] = [];
    till.server.taking = () => atPush.push(till.server.vault.get(subjectId));
    await sell();
    await level();
    expect(new Set(atPush)).toEqual(new Set(['Table 4, no onions']));
    expect(JSON.stringify(await till.facts())).not.toContain('onions');
  });

  it('put again is the same one; another under its id is refused', async () => {
    expect([await put(), await put(), await put('other')]).toEqual(['ok', 'ok', 'draft-invalid']);
    await till.restart();
    expect([await put(), await put('other')]).toEqual(['ok', 'draft-invalid']);
  });

  it('is refused when more come in a minute than people can say, and taken again after it', async () => {
    const flood = async (from: number, n: number) => {
      const answers = [];
      for (let i = 0; i < n; i++) answers.push(await put('x', uuid(from + i)));
      return answers;
    };
    expect(new Set(await flood(0x6000, 60))).toEqual(new Set(['ok']));
    expect(await put('x', uuid(0x6000))).toBe('ok');
    expect(await put('x', uuid(0x7000))).toBe('vault-full');
    expect(await kept()).toHaveLength(60);
    await till.clock.advance(60_000);
    expect(await put('x', uuid(0x7000))).toBe('ok');
  });

  it('is refused while too much waits to be sent, however slowly it comes', async () => {
    till.server.stop();
    const long = 'x'.repeat(100_000);
    let taken = 0;
    for (; taken < 600; taken++) {
      if (taken % 50 === 0) till.clock.set(new Date(Date.UTC(2026, 10, 21, 12, taken)).toISOString());
      if ((await put(long, uuid(0x6000 + taken))) !== 'ok') break;
    }
    expect(taken).toBe(500);
    till.clock.set('2026-11-22T12:00:00.000Z');
    expect(await put(long, uuid(0x9000))).toBe('vault-full');
  });

  it('waits for its server over a restart, and holds its facts back so long', async () => {
    till.server.stop();
    await put();
    await sell();
    await till.restart();
    till.server.reachable = true;
    await till.clock.advance(10_000);
    await level();
    expect(till.server.vault.get(subjectId)).toBe('Table 4, no onions');
  });

  it('that the server refuses is kept and holds up nothing', async () => {
    till.server.vaultFails = 422;
    await put();
    await sell();
    await level();
    await till.restart();
    expect(await kept()).toEqual([`${subjectId}.json`]);
    const asked = till.server.requests.filter(({ path }) => path.startsWith('/vault/')).length;
    await sell(2);
    await level();
    expect(till.server.requests.filter(({ path }) => path.startsWith('/vault/'))).toHaveLength(asked);
  });

  it('that the server fails on holds up facts for a few tries, and is sent when it can be', async () => {
    till.server.vaultFails = 500;
    await put();
    await sell();
    await settled();
    expect((await till.status()).journal?.watermark).toBe(0);
    await till.clock.advance(10_000);
    await level();
    till.server.vaultFails = null;
    await sell(2);
    await level();
    expect(till.server.vault.has(subjectId)).toBe(true);
  });

  it('is forgotten a week after the server has it and the facts above it', async () => {
    await put();
    await sell();
    await level();
    till.clock.set('2026-11-28T09:59:00.000Z');
    await sell(2);
    await level();
    expect(await kept()).toHaveLength(1);
    till.clock.set('2026-11-28T10:01:00.000Z');
    await sell(3);
    await level();
    await settled();
    expect(await kept()).toEqual([]);
  });

  it('goes to a server that was restored once more', async () => {
    await put();
    await sell();
    await level();
    till.server.stop();
    till.server.vault.clear();
    till.server.hashes.length = 0;
    till.server.reachable = true;
    await till.clock.advance(10_000);
    await level();
    await sell(2);
    await level();
    expect(till.server.vault.has(subjectId)).toBe(true);
  });

  it('whose file is damaged is passed over, and left', async () => {
    await put();
    const file = join(till.host.paths.vault, `${subjectId}.json`);
    await till.close();
    await writeFile(file, '{"subjectId":');
    await till.open();
    expect(await kept()).toEqual([`${subjectId}.json`]);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'omnitill-settings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function given(text: string): string {
  const file = join(folder, 'given.json');
  writeFileSync(file, text);
  return file;
}

describe('readSettings', () => {
  it('takes hardware for this run from a file, any part of it', () => {
    const devices = { printer: { address: 'tcp://10.0.0.5:9100', model: 'generic-80' } };
    const file = given(JSON.stringify(devices));
    expect(readSettings([], { OMNITILL_DEVICES: file })).toMatchObject({ ok: true, settings: { devices } });
    expect(readSettings(['--devices', file], {})).toMatchObject({ ok: true, settings: { devices } });
    expect(readSettings([], {})).toMatchObject({ ok: true, settings: { devices: undefined, counterUrl: undefined } });
  });

  it.each([
    ['{', 'is not understood'],
    ['{"printer": 5}', 'is not understood: /printer'],
    ['{"toaster": null}', 'is not understood'],
    ['{"scale": {"address": "nowhere", "protocol": "cas"}}', 'cannot be used: '],
  ])('says in one sentence what is wrong with %s', (text, why) => {
    const read = readSettings(['--devices', given(text)], {});
    expect(read).toMatchObject({ ok: false });
    if (!read.ok) expect(read.message).toContain(why);
    if (!read.ok) expect(read.message).toMatch(/^[^\n]+\.$/);
  });

  it('says that there is no such file', () => {
    const read = readSettings(['--devices', join(folder, 'none.json')], {});
    expect(read).toMatchObject({ ok: false, message: expect.stringContaining('cannot be read') });
  });

  it.each([
    ['http://127.0.0.1:4390', true],
    ['http://localhost:4390', true],
    ['http://counter.example:4390', false],
    ['http://127.0.0.1:4390/x', false],
    ['file:///etc/passwd', false],
  ])('takes a virtual counter on this machine only: %s', (url, ok) => {
    expect(readSettings(['--counter', url], {})).toMatchObject({ ok });
  });
});

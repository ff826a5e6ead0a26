import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { askServer, type Fetch } from './server-api.ts';

const Answer = Type.Object({ total: Type.Integer() }, { additionalProperties: false });

function serverThat(status: number, body: string, seen: { url: string; init: RequestInit }[] = []): Fetch {
  return async (url, init) => {
    seen.push({ url, init });
    return new Response(body, { status });
  };
}

describe('askServer', () => {
  it('gives what fits the schema, asked for under the path of the host', async () => {
    const seen: { url: string; init: RequestInit }[] = [];
    const answer = await askServer(
      '/reports/day-book',
      Answer,
      { query: { businessDate: '2026-11-21' } },
      serverThat(200, '{"total":3}', seen),
    );
    expect(answer).toEqual({ ok: true, value: { total: 3 } });
    expect(seen[0]?.url).toBe('/api/reports/day-book?businessDate=2026-11-21');
  });

  it('takes nothing that does not fit', async () => {
    expect(await askServer('/x', Answer, {}, serverThat(200, '{"total":"3"}'))).toEqual({
      ok: false,
      offline: false,
      code: 'body-invalid',
    });
  });

  it('says why the server refused', async () => {
    const body = '{"code":"permission-refused","message":"no"}';
    expect(await askServer('/x', Answer, { method: 'POST', body: {} }, serverThat(403, body))).toEqual({
      ok: false,
      offline: false,
      code: 'permission-refused',
    });
    expect(await askServer('/x', Answer, {}, serverThat(500, 'oops'))).toMatchObject({ code: 'internal' });
  });

  it('is offline when there is no answer, and when the host could not reach the server', async () => {
    const silent: Fetch = () => Promise.reject(new TypeError('failed'));
    expect(await askServer('/x', Answer, {}, silent)).toEqual({ ok: false, offline: true });
    expect(await askServer('/x', Answer, {}, serverThat(502, ''))).toEqual({ ok: false, offline: true });
  });
});

import Type from 'typebox';
import { describe, expect, it } from 'vitest';
import { askServer, type Fetch, sendToServer } from './server-api.ts';

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

  it('takes what a newer server says more, without it', async () => {
    const answer = await askServer('/x', Answer, {}, serverThat(200, '{"total":3,"since":"2027"}'));
    expect(answer).toEqual({ ok: true, value: { total: 3 } });
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

  it('tells how much of a long answer has come, and puts characters together that were cut', async () => {
    const [head, tail] = ['naïve;1\n', '二;2\n'].map((text) => new TextEncoder().encode(text));
    const whole = new Uint8Array([...(head ?? []), ...(tail ?? [])]);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(whole.slice(0, 3));
        controller.enqueue(whole.slice(3, 11));
        controller.enqueue(whole.slice(11));
        controller.close();
      },
    });
    const heard: number[] = [];
    const answer = await sendToServer(
      '/x.csv',
      { onBytes: (bytes) => heard.push(bytes) },
      async () => new Response(body),
    );
    expect(answer).toEqual({ ok: true, value: 'naïve;1\n二;2\n' });
    expect(heard).toEqual([3, 11, whole.byteLength]);
  });
});

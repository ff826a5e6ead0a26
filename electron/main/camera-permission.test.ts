import { describe, expect, it } from 'vitest';
import { maySee } from './camera-permission.ts';

describe('maySee', () => {
  const may = (permission: string, kinds: string[], url = 'app://till/') =>
    maySee(permission, kinds, url, 'app://till/');
  it('lets the till’s own page have the camera', () => {
    expect([may('media', ['video']), may('media', ['video'], 'app://till')]).toEqual([true, true]);
    expect(may('media', ['video'], 'app://till/index.html')).toBe(true);
  });

  it.each([
    ['the microphone', 'media', ['audio'], 'app://till/'],
    ['both', 'media', ['video', 'audio'], 'app://till/'],
    ['an unknown kind', 'media', ['unknown'], 'app://till/'],
    ['nothing said', 'media', [], 'app://till/'],
    ['another page', 'media', ['video'], 'https://till.example/'],
    ['a page that is called like it', 'media', ['video'], 'app://till.example/'],
    ['the position', 'geolocation', [], 'app://till/'],
    ['USB', 'usb', ['video'], 'app://till/'],
  ])('keeps %s from it', (_, permission, kinds, url) => {
    expect(may(permission, kinds, url)).toBe(false);
  });
});

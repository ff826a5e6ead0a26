import type { IncomingMessage } from 'node:http';

/** Names this machine answers to on its loopback interface. */
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a request may be served: its Host is loopback with our port (a foreign name that resolves to loopback is
 * not), and when a page sent it, that page is ours. Programs send no Origin; browsers always send one with a POST.
 */
export function isLoopbackRequest(request: IncomingMessage, port: number): boolean {
  const hosts = LOOPBACK.map((name) => `${name}:${port}`);
  const { host, origin } = request.headers;
  if (host === undefined || !hosts.includes(host.toLowerCase())) return false;
  return origin === undefined || hosts.some((name) => origin === `http://${name}`);
}

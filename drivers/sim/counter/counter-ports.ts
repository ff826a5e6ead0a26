/** Where each virtual device is found unless another port is asked for. */
export const COUNTER_PORTS = {
  /** The counter's page. */
  counter: 4390,
  printer: 4391,
  label: 4392,
  wallet: 4393,
  scanner: 4394,
  scale: 4395,
  display: 4396,
  /** The port that ZVT terminals listen on. */
  terminal: 20_007,
} as const;

export type CounterPort = keyof typeof COUNTER_PORTS;

/** Ports that were asked for; 0 takes any that is free, one left out the usual one, or any that is free. */
export type AskedPorts = { readonly [Name in CounterPort]?: number };

/** Starts something on the port asked for, else on its usual one, else on any. Rejects when one that was asked for is taken. */
export async function onPort<T>(name: CounterPort, asked: AskedPorts, start: (port: number) => Promise<T>): Promise<T> {
  const port = asked[name];
  if (port !== undefined) return start(port);
  return start(COUNTER_PORTS[name]).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    return start(0);
  });
}

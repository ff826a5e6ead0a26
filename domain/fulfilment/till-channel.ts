/** The channel of orders that the tills of a store take for what leaves later; the server makes it when the first one is heard of. */
export function tillChannelId(storeId: string): string {
  return `till:${storeId}`;
}

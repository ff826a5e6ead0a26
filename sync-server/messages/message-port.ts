/** A short message to a phone. `messageId` names it: the same sent twice reaches its reader once where the service can tell. */
export interface TextMessage {
  messageId: string;
  /** A phone number, as the customer gave it. */
  to: string;
  text: string;
}

/** `forGood`: trying again is of no use. */
export type TextSent = { ok: true } | { ok: false; reason: string; forGood: boolean };

/** A service that sends short messages: SMS, or a messenger. It never throws. */
export interface MessagePort {
  send(message: TextMessage): Promise<TextSent>;
}

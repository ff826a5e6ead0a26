/** The server can't start for a reason that its operator can mend; the message is one clear sentence. */
export class StartFault extends Error {}

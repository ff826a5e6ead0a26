/** What every view of a channel's products is given. */
export interface GoodsFrame {
  channelId: string;
  /** Of the channel's currency. */
  digits: number;
  money: (amount: number) => string;
  /** Of the store that sells: dates are meant on its clocks. */
  timeZone: string;
  /** Whose stock it sells. */
  locations: readonly { locationId: string; name: string }[];
  nameOf: (locationId: string) => string;
  onChanged: () => void;
  onLeave: () => void;
}

/** The place within a location for goods that wait for whoever asked for them: on hand, and not for sale. */
export const STAGING_PLACE = 'staging';

/** How long a file of buffer rules may be, in characters: room for 20,000 rules for products. Node-RED takes requests of up to 5 MB. */
export const bufferFileAtMost = 2_000_000

/** How long a map file may be, in characters: room for thousands of locations. */
export const mapFileAtMost = 1_000_000

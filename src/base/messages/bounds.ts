/** The largest integer that JSON, JavaScript and SQLite keep exactly; no integer of a message goes beyond it, either way. */
export const largestInteger = 9_007_199_254_740_991

/** Odoo's ids are integers of four bytes; a larger one makes Odoo refuse the whole call. */
export const largestId = 2_147_483_647

/** Holds that may be no sale. */
export const doubtfulHolds = `
ALTER TABLE holds ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;
`

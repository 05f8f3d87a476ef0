export const nj = 'NJ/Stock'
export const tx = 'TX/Stock'
export const quarantine = 'NJ/Stock/Quarantine'

/** The Odoo versions that the sandbox can be. */
export const majorVersions = [17, 18, 19] as const
export type MajorVersion = (typeof majorVersions)[number]

const announcing = 'access_?token|api_?key|client_?secret|passw(?:or)?d|secret|token|authorization|x-shopify-access-token'

const secrets: readonly [RegExp, string][] = [
  // Access tokens and client secrets of Shopify.
  [/\bshp[a-z]{2}_[A-Za-z0-9]+/g, '***'],
  // Credentials in an address.
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, '$1***@'],
  [/\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]{8,}/gi, '$1 ***'],
  // A word that announces a secret, and what follows it.
  [new RegExp(`\\b(${announcing})(["']?\\s*[=:]\\s*["']?)[^\\s"'&,;}]+`, 'gi'), '$1$2***'],
  // Odoo's API keys are 40 hexadecimal digits.
  [/\b[0-9a-f]{40}\b/gi, '***'],
]

/** Longest text that a value may bring into a sentence. */
const longest = 300

/**
 * Makes a foreign text fit to be shown and logged: secrets are blanked out, only the first line is kept (what follows is a
 * stack, or a forged line of the log), characters that command a terminal become spaces, and it is cut at 300 characters
 * (requirement 11.4).
 */
export function redact(text: string): string {
  const line = (text.trim().split(/[\r\n\u2028\u2029]/, 1)[0] ?? '').replace(/\p{Cc}+/gu, ' ')
  const clean = secrets.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), line)
  return clean.length > longest ? `${clean.slice(0, longest - 1)}…` : clean
}

/**
 * What a spreadsheet would run (OWASP, CSV injection), also after blanks, in full width, and behind the quotes that keep it from
 * doing so: each writing adds one, each reading takes one.
 */
export const formula = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/u

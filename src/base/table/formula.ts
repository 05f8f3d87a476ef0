/**
 * What a spreadsheet would run (OWASP, CSV injection), also after blanks and in full width, or takes for the quote that keeps it
 * from doing so: each writing adds one quote, each reading takes one.
 */
export const formula = /^(?:'|\s*[=+\-@＝＋－＠]|[\t\r\n])/u

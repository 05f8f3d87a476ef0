/** The text, or its beginning with an ellipsis: never longer than so many characters. */
export function cutAt(most: number, text: string): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text
}

/** A text as `like` finds it letter by letter: none of its signs stands for others. */
export function likeText(text: string): string {
  return text.replaceAll(/[\\%_]/g, String.raw`\$&`)
}

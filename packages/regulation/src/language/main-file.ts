/**
 * True for the text of a regulation, a whole one or an edition told by what differs from another. Acts, standards,
 * calendars and scenarios lie in the same folders; only regulations have one of these keys.
 */
export function isRegulationText(text: string): boolean {
  return /^(?:channels|basedOn):/m.test(text)
}

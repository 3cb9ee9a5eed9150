/** A name as strangers may see it: `Әбдірахманова Гүлнұр` → `Ә*** Г***`. Neither the name nor its length can be told. */
export function maskName(name: string): string {
  return name
    .trim()
    .split(/\s+/)
    .map((part) => `${Array.from(part)[0] ?? ''}***`)
    .join(' ')
}

/** An IIN as its owner may recognise it: the last four digits. The birth date in front is not shown. */
export function maskIin(iin: string): string {
  return `********${iin.slice(-4)}`
}

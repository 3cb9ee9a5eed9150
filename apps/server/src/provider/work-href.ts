/** Address of a page of the work area with what was asked of it; what was left empty is left out. */
export function workHref(locale: string, path: string, asked: readonly (readonly [string, string])[]): string {
  const search = new URLSearchParams(asked.filter(([, value]) => value !== '').map(([name, value]) => [name, value]))
  return `/${locale}/work/${path}${search.size === 0 ? '' : `?${search.toString()}`}`
}

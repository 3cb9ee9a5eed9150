/**
 * The path that `relative` means when it is written in `file`; undefined when it leads out of the folder of
 * regulations or is absolute.
 */
export function resolvePath(file: string, relative: string): string | undefined {
  if (relative.startsWith('/') || relative.includes('\\')) return undefined
  const parts = file.split('/').slice(0, -1)
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

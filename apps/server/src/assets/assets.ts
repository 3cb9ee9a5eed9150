import { createHash } from 'node:crypto'

/** One file of the site, ready to be sent in any of its encodings. */
export interface Asset {
  readonly url: string
  readonly type: string
  readonly body: Buffer
  readonly brotli?: Buffer | undefined
  readonly gzip?: Buffer | undefined
}

/** The files that pages link to. The address holds the hash of the content, so a browser keeps a file for ever. */
export interface Assets {
  /** @throws {UnknownAssetError} when no such file was built: a page would otherwise be sent without its script */
  url(name: string): string
  find(url: string): Asset | undefined
}

export class UnknownAssetError extends Error {
  override readonly name = 'UnknownAssetError'
}

/** @param files file name, such as `site.css`, to its content and encodings */
export function createAssets(files: ReadonlyMap<string, Omit<Asset, 'url'>>): Assets {
  const byName = new Map<string, Asset>()
  const byUrl = new Map<string, Asset>()
  for (const [name, file] of files) {
    const hash = createHash('sha256').update(file.body).digest('base64url').slice(0, 12)
    const dot = name.lastIndexOf('.')
    const asset = { ...file, url: `/assets/${name.slice(0, dot)}-${hash}${name.slice(dot)}` }
    byName.set(name, asset)
    byUrl.set(asset.url, asset)
  }
  return {
    url(name) {
      const asset = byName.get(name)
      if (asset === undefined) throw new UnknownAssetError(`No asset is called ${name}`)
      return asset.url
    },
    find: (url) => byUrl.get(url),
  }
}

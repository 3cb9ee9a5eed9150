import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { UnknownAssetError } from './assets.ts'
import { buildAssets } from './build-assets.ts'
import { flattenCss } from './flatten-css.ts'
import { assetRoutes } from './routes.ts'

const assets = await buildAssets()
const app = Fastify()
assetRoutes(app, assets)
after(() => app.close())

const css = assets.find(assets.url('site.css'))?.body.toString('utf8') ?? ''

describe('the built files', () => {
  test('a first visit downloads no more than 40 kB, of which 8 kB script', () => {
    const size = (name: string): number => assets.find(assets.url(name))?.brotli?.length ?? Number.POSITIVE_INFINITY
    const htmlBytes = 10_000
    assert.ok(size('site.js') < 8_000)
    assert.ok(size('site.css') + size('site.js') + size('icon.svg') + htmlBytes < 40_000)
  })

  test('the style sheet needs nothing that Chrome 92 lacks to lay out a page', () => {
    assert.ok(css.length > 10_000)
    assert.doesNotMatch(css, /@layer/)
    assert.doesNotMatch(css, /width\s*[<>]=?\s*\d/, 'range syntax')
  })

  test('no word of the design system in another language is left', () => {
    assert.doesNotMatch(css, /tegn|Du er her|Bla i sider|:lang\(/)
  })

  test('an address changes with the content and is kept for ever', async () => {
    const url = assets.url('site.css')
    assert.match(url, /^\/assets\/site-[\w-]{12}\.css$/)
    const reply = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } })
    assert.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(reply.headers['content-encoding'], 'br')
    assert.equal(brotliDecompressSync(reply.rawPayload).toString(), css)
  })

  test('a browser gets only an encoding that it takes', async () => {
    const url = assets.url('site.css')
    const zipped = await app.inject({ url, headers: { 'accept-encoding': 'br;q=0, gzip' } })
    assert.equal(gunzipSync(zipped.rawPayload).toString(), css)
    const plain = await app.inject({ url })
    assert.equal(plain.headers['content-encoding'], undefined)
    assert.equal(plain.payload, css)
  })

  test('an unknown file is not found, an unknown name in a page is an error', async () => {
    assert.equal((await app.inject({ url: '/assets/site-old.css' })).statusCode, 404)
    assert.throws(() => assets.url('missing.js'), UnknownAssetError)
  })
})

describe('flattenCss', () => {
  test('unwraps layers in their order and leaves the dark scheme out', () => {
    const source =
      '@layer a, b;@layer a{.x{color:red}@media (min-width:1px){.y{content:"}"}}}@layer t.color-scheme.dark{.d{color:#000}}.z{top:0}'
    assert.equal(flattenCss(source), '.x{color:red}@media (min-width:1px){.y{content:"}"}}.z{top:0}')
  })
})

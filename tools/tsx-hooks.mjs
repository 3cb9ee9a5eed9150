// What Node does not load by itself, the same way in development, tests and production: JSX becomes JavaScript (types are
// erased by Node itself), and the driver of the database is mended.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'
import { isMended, mended } from './mended-driver.mjs'

registerHooks({
  load(url, context, nextLoad) {
    if (isMended(url)) {
      return { format: 'module', shortCircuit: true, source: mended(url, readFileSync(fileURLToPath(url), 'utf8')) }
    }
    if (!url.endsWith('.tsx')) return nextLoad(url, context)
    const file = fileURLToPath(url)
    const result = transformSync(file, readFileSync(file, 'utf8'), {
      lang: 'tsx',
      sourcemap: true,
      jsx: { runtime: 'automatic', importSource: 'preact' },
      typescript: { rewriteImportExtensions: false },
    })
    if (result.errors.length > 0) {
      throw new SyntaxError(result.errors.map((error) => error.codeframe ?? error.message).join('\n'))
    }
    const map = Buffer.from(JSON.stringify(result.map)).toString('base64')
    return {
      format: 'module',
      shortCircuit: true,
      source: `${result.code}\n//# sourceMappingURL=data:application/json;base64,${map}`,
    }
  },
})

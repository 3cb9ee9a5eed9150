// Node erases types from .ts by itself but does not read JSX. This hook turns .tsx into JavaScript, the same way in development, tests and production.
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'oxc-transform'

registerHooks({
  load(url, context, nextLoad) {
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

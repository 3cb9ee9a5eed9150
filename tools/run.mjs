// npm start, npm test, npm run check, npm run bench, npm run qyzmet, npm run rebuild, npm run export-case. Runs on any Node from 20 on: it installs what is missing and hands over to the pinned Node.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const stamp = join(root, 'node_modules', '.qyzmet-installed')
const bin = join(root, 'node_modules', '.bin')
const platform = `${process.platform === 'darwin' ? 'bin-darwin' : process.platform}-${process.arch}`
const pinned = join(root, 'node_modules', `node-${platform}`, 'bin', 'node')
const hooks = pathToFileURL(join(root, 'tools', 'tsx-hooks.mjs')).href

/** Files below the given folders whose path matches; Node 20 has no glob of its own. */
function find(folders, pattern) {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((file) => join(folder, file)))
    .filter((file) => pattern.test(file) && !file.includes('node_modules'))
    .toSorted()
}

/** Runs a program in the project's folder; resolves to its exit code. */
function run(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    const pass = (signal) => child.kill(signal)
    process.on('SIGINT', pass).on('SIGTERM', pass)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      resolve(code ?? (signal ? 1 : 0))
    })
  })
}

/** Stops everything with the failing program's exit code. */
async function must(program, args, env) {
  const code = await run(program, args, env)
  if (code !== 0) process.exit(code)
}

/**
 * Installs what the lock file says, unless that was installed last. Not `npm ci`: it refuses a lock file without the
 * packages of every other platform, which not every registry has.
 */
async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(stamp) && existsSync(pinned) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing dependencies …')
  await must('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])
  if (!existsSync(pinned)) throw new Error(`No Node is pinned for ${process.platform}-${process.arch}.`)
  writeFileSync(stamp, wanted)
}

/** Runs the pinned Node; what it has compiled once it keeps for the next start. */
const node = (...args) =>
  must(pinned, ['--import', hooks, ...args], {
    PATH: `${dirname(pinned)}:${process.env.PATH}`,
    NODE_COMPILE_CACHE: join(root, '.cache', 'compiled'),
  })

/** Format, lint (with the architecture rules) and types. */
async function check() {
  await must(join(bin, 'oxfmt'), ['--check', '.'])
  await must(join(bin, 'oxlint'), ['--deny-warnings', '.'])
  for (const project of [...find(['packages', 'apps'], /tsconfig\.json$/), 'tsconfig.tests.json'])
    await must(join(bin, 'tsc'), ['-p', project])
}

/** A test that hangs fails after five minutes, and a file whose process does not end, after ten. */
const GUARDS = ['--import', pathToFileURL(join(root, 'tools', 'test-guard.mjs')).href, '--test-timeout=300000']

/** All tests: pure and database ones side by side, then the browser journeys three at a time. */
async function test(names) {
  if (names.length > 0) return node('--test', ...names)
  await check()
  await node('--test', ...GUARDS, '--test-concurrency=5', ...find(['packages', 'apps'], /\.test\.tsx?$/))
  await node('--test', ...GUARDS, '--test-concurrency=3', ...find(['tests'], /\.test\.ts$/))
}

const [command, ...rest] = process.argv.slice(2)
await install()
switch (command) {
  case 'start':
    await node('tools/start.ts', ...rest)
    break
  case 'test':
    await test(rest)
    break
  case 'check':
    await check()
    break
  case 'qyzmet':
    await node('apps/cli/src/main.ts', ...rest)
    break
  case 'rebuild':
    await node('apps/server/src/rebuild.ts', ...rest)
    break
  case 'export-case':
    await node('apps/server/src/export-case.ts', ...rest)
    break
  case 'bench':
    await node('bench/main.ts', ...rest)
    break
  default:
    console.error(
      'usage: node tools/run.mjs start | test [file …] | check | bench | qyzmet … | rebuild [--repair] | export-case NUMBER [FILE]',
    )
    process.exit(2)
}

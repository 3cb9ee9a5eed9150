// Measures what the product promises and says where a bar is missed.
//
//   npm run bench                 everything, some minutes
//   npm run bench -- --quick      shorter and less trustworthy
//   npm run bench -- --write      puts the figures into docs/performance.md
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { CHECK_BAR_MS, measureCheck } from './check.ts'
import { median } from './closed-loop.ts'
import { PAGE_BAR_BYTES, SCRIPT_BAR_BYTES, weighPages } from './page-weight.ts'
import { GOST_BAR, measureSignatures, RSA_BAR, STRETCH_BAR_MS } from './signatures.ts'
import { measureStartUp, START_UP_BAR_MS, withProduct } from './start-up.ts'
import { measureSteps, ratio, type StepsFigure } from './steps.ts'

const PAGES = ['/kk/', '/kk/services/zhambyl-queue', '/kk/sign-up', '/kk/sign-in', '/kk/verify']
const isQuick = process.argv.includes('--quick')
const FIGURES = fileURLToPath(new URL('../docs/performance.md', import.meta.url))
const [BEGIN, END] = ['<!-- figures -->', '<!-- end of figures -->']

interface Bar {
  readonly what: string
  readonly measured: string
  readonly bar: string
  readonly isMet: boolean
}

const sections: string[] = [machine()]
const bars: Bar[] = []
await steps()
await startUp()
await pages()
await checks()
await signatures()
await programs()
const text = [...sections, barsTable()].join('\n\n')
console.log(text)
if (process.argv.includes('--write')) await write(text)
if (bars.some(({ isMet }) => !isMet)) process.exitCode = 1

function machine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const day = Temporal.Now.plainDateISO().toString()
  return (
    `Measured on ${day}: ${availableParallelism()} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ` +
    `${process.platform} ${process.arch}, Node ${process.versions.node}, PostgreSQL 18 embedded and durable ` +
    '(fsync and synchronous_commit on).'
  )
}

async function steps(): Promise<void> {
  const figures = await measureSteps({
    rounds: isQuick ? 1 : 3,
    measureMs: isQuick ? 2000 : 4000,
    levels: [1, 8, 32, 256],
  })
  const rows = figures.map((figure) => {
    const { concurrency, subject, stepsPerSecond, p50Ms, p95Ms } = figure
    const of = (other: StepsFigure['subject']): string => ratio(figures, concurrency, subject, other).toFixed(2)
    const times = `${p50Ms.toFixed(2)} / ${p95Ms.toFixed(2)}`
    return [concurrency, subject, stepsPerSecond.toFixed(0), times, of('ideal full'), of('ideal full, group commit')]
  })
  const heads = ['at once', 'who', 'steps/s', 'p50 / p95 ms', 'of ideal full', 'of ideal, group commit']
  sections.push('**Steps.**', table(heads, rows))
  const [atEight, atMany] = [
    ratio(figures, 8, 'case service', 'ideal full'),
    ratio(figures, 256, 'case service', 'ideal full, group commit'),
  ]
  bars.push(
    { what: 'a step, 8 at once, of ideal full', measured: atEight.toFixed(2), bar: '≥ 0.5', isMet: atEight >= 0.5 },
    {
      what: 'a step, 256 at once, of ideal full with group commit',
      measured: atMany.toFixed(2),
      bar: '≥ 0.4',
      isMet: atMany >= 0.4,
    },
  )
}

async function startUp(): Promise<void> {
  const { newMs, againMs } = await measureStartUp(isQuick ? 1 : 3)
  const seconds = (values: readonly number[]): string => `${(median(values) / 1000).toFixed(2)} s`
  sections.push(
    '**Start.** From the command to the first page, PostgreSQL, server and simulator together: ' +
      `${seconds(newMs)} on an empty folder, ${seconds(againMs)} on one that was there before.`,
  )
  const isMet = median(newMs) < START_UP_BAR_MS
  bars.push({ what: 'cold start of everything', measured: seconds(newMs), bar: '< 5 s', isMet })
}

async function pages(): Promise<void> {
  const weights = await withProduct((baseUrl) => weighPages(baseUrl, PAGES))
  const kilobytes = (bytes: number): string => (bytes / 1024).toFixed(1)
  const rows = weights.map(({ path, html, style, script, total }) => [
    path,
    ...[html, style, script, total].map(kilobytes),
  ])
  sections.push(
    '**Pages.** First visit, kB on the wire (Brotli).',
    table(['page', 'HTML', 'style', 'script', 'all'], rows),
  )
  const [total, script] = [
    Math.max(...weights.map((weight) => weight.total)),
    Math.max(...weights.map((weight) => weight.script)),
  ]
  bars.push(
    {
      what: 'citizen page, first visit',
      measured: `${kilobytes(total)} kB`,
      bar: '≤ 60 kB',
      isMet: total <= PAGE_BAR_BYTES,
    },
    {
      what: 'script of a citizen page',
      measured: `${kilobytes(script)} kB`,
      bar: '≤ 15 kB',
      isMet: script <= SCRIPT_BAR_BYTES,
    },
  )
}

async function checks(): Promise<void> {
  const { regulations, findings, commandMs, proofsMs } = await measureCheck(isQuick ? 3 : 7)
  sections.push(
    `**Proofs.** \`qyzmet check\` over ${regulations} regulations with ${findings} findings: ` +
      `${commandMs.toFixed(0)} ms for the whole command, ${proofsMs.toFixed(0)} ms for the proofs alone.`,
  )
  bars.push({
    what: 'every regulation proven',
    measured: `${(commandMs / 1000).toFixed(2)} s`,
    bar: '< 2 s',
    isMet: commandMs < CHECK_BAR_MS,
  })
}

async function signatures(): Promise<void> {
  const { rsaPerSecond, gostPerSecond, pkijsPerSecond, longestStretchMs } = await measureSignatures(isQuick ? 60 : 200)
  const whole = (value: number): string => value.toFixed(0)
  sections.push(
    '**Signatures.** Whole verifications a second on one core, each by a citizen never seen before: ' +
      `RSA ${whole(rsaPerSecond)}, GOST-512 ${whole(gostPerSecond)}; pkijs ${whole(pkijsPerSecond)} on the same RSA ` +
      `objects, which it does not ask for role and revocation. Longest stretch without a turn for others: ` +
      `${longestStretchMs.toFixed(1)} ms.`,
  )
  bars.push(
    {
      what: 'RSA verifications a second',
      measured: whole(rsaPerSecond),
      bar: '≥ 2000',
      isMet: rsaPerSecond >= RSA_BAR,
    },
    {
      what: 'GOST-512 verifications a second',
      measured: whole(gostPerSecond),
      bar: '≥ 100',
      isMet: gostPerSecond >= GOST_BAR,
    },
    {
      what: 'longest stretch of the verifier',
      measured: `${longestStretchMs.toFixed(1)} ms`,
      bar: '≤ 20 ms',
      isMet: longestStretchMs <= STRETCH_BAR_MS,
    },
  )
}

/** Programs that print their figures themselves. */
async function programs(): Promise<void> {
  for (const [title, file] of [
    ['Place among a million', 'queue-position.ts'],
    ['Terms', 'terms.ts'],
    ['Simulation', 'simulation.ts'],
    ['A revocation list of 22 MB', 'crl.ts'],
  ] as const) {
    const path = fileURLToPath(new URL(file, import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [path])
    sections.push(`**${title}.**`, `\`\`\`\n${stdout.trim()}\n\`\`\``)
  }
}

function barsTable(): string {
  const rows = bars.map(({ what, measured, bar, isMet }) => [what, measured, bar, isMet ? 'yes' : '**no**'])
  return `**Bars.**\n\n${table(['what', 'measured', 'bar', 'met'], rows)}`
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}

async function write(figures: string): Promise<void> {
  const page = await readFile(FIGURES, 'utf8')
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)]
  if (before < 0 || after < before) throw new Error(`${FIGURES} has no place for the figures`)
  await writeFile(FIGURES, `${page.slice(0, before + BEGIN.length)}\n\n${figures}\n\n${page.slice(after)}`)
}

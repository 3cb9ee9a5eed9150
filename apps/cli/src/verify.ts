import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AnchorsError, parseAnchors, type TrustAnchors } from '@qyzmet/eds'
import {
  ContainerError,
  describeContainerFinding,
  type ReportSummary,
  summaryOf,
  verifyContainer,
} from '@qyzmet/evidence'
import { type Locale, LOCALES } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { tellSummary } from './verify-report.ts'
import { verifyMessages } from './verify-messages.ts'

export const verifyCommand: Command = {
  name: 'verify',
  usage: `qyzmet verify <file>...           check containers of cases and papers to the bottom, without a network; for a PDF,
                                the container beside it (result.pdf, result.asice) or the one that is named
    --evidence file.asice  container that proves the PDFs
    --anchors anchors.pem  authorities to trust; without them those inside the container, which proves less
    --json                 for programs: findings with sentences in three languages
    --locale kk|ru|en`,
  run: (args) => verifyFile(args),
}

/** What became of one file: a report, or the reason why there is none. */
type Checked =
  | { readonly file: string; readonly summary: ReportSummary }
  | { readonly file: string; readonly fault: ContainerError['code'] | 'no-evidence' }

/** Checks containers and papers and tells what they prove. Ends with 1 as soon as one of them is not proved. */
export function verifyFile(args: readonly string[]): CommandResult {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: {
      anchors: { type: 'string' },
      evidence: { type: 'string' },
      json: { type: 'boolean' },
      locale: { type: 'string', default: 'en' },
    },
  })
  const locale = LOCALES.find((one) => one === values.locale)
  if (positionals.length === 0 || locale === undefined) return { output: verifyCommand.usage, exitCode: 2 }
  const t = verifyMessages[locale]
  const evidence = typeof values.evidence === 'string' ? values.evidence : undefined
  const missing = [...positionals, ...(evidence === undefined ? [] : [evidence])].find((file) => !existsSync(file))
  if (missing !== undefined) return { output: t.noFile(missing), exitCode: 2 }
  try {
    const anchors = typeof values.anchors === 'string' ? readAnchors(values.anchors) : undefined
    const checked = positionals.map((file) => checkOne(file, anchors, evidence))
    const isProved = checked.every((one) => 'summary' in one && one.summary.holds)
    return { output: values.json === true ? asJson(checked) : asText(checked, locale), exitCode: isProved ? 0 : 1 }
  } catch (error) {
    if (error instanceof AnchorsError) return { output: t.anchors(error.message), exitCode: 2 }
    throw error
  }
}

function checkOne(file: string, anchors: TrustAnchors | undefined, evidence: string | undefined): Checked {
  const bytes = readFileSync(file)
  const isPaper = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
  const beside = file.replace(/\.pdf$/i, '.asice')
  const container = isPaper ? (evidence ?? (beside !== file && existsSync(beside) ? beside : undefined)) : file
  if (container === undefined) return { file, fault: 'no-evidence' }
  try {
    const report = verifyContainer(isPaper ? readFileSync(container) : bytes, {
      ...(anchors ? { anchors } : {}),
      ...(isPaper ? { paper: bytes } : {}),
    })
    return { file, summary: summaryOf(report) }
  } catch (error) {
    if (error instanceof ContainerError) return { file, fault: error.code }
    throw error
  }
}

/** An operator who checks training papers names training authorities; the report says so. */
function readAnchors(file: string): TrustAnchors {
  if (!existsSync(file)) throw new AnchorsError(file)
  return parseAnchors(readFileSync(file, 'utf8'), { profile: 'training' })
}

function asText(checked: readonly Checked[], locale: Locale): string {
  const told = checked.map((one) => {
    const report = 'summary' in one ? tellSummary(one.summary, locale) : verifyMessages[locale].faults[one.fault]
    return checked.length === 1 ? report : `${one.file}\n${report.replaceAll(/^(?=.)/gm, '  ')}`
  })
  return told.join('\n\n')
}

function asJson(checked: readonly Checked[]): string {
  const told = checked.map((one) => {
    if (!('summary' in one)) return { file: one.file, holds: false, fault: one.fault }
    const findings = one.summary.findings.map((finding) => ({
      ...finding,
      sentence: Object.fromEntries(LOCALES.map((locale) => [locale, describeContainerFinding(finding, locale)])),
    }))
    return { file: one.file, ...one.summary, findings }
  })
  return JSON.stringify(told, undefined, 2)
}

import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { AnchorsError, parseAnchors, type TrustAnchors } from '@qyzmet/eds'
import { type CaseReport, ContainerError, describeContainerFinding, holds, verifyCase } from '@qyzmet/evidence'
import { formatInstant, type Locale, LOCALES } from '@qyzmet/regulation'
import type { Command, CommandResult } from './commands.ts'
import { verifyMessages } from './verify-messages.ts'

export const verifyCommand: Command = {
  name: 'verify',
  usage: `qyzmet verify <file>              check a case container to the bottom, without a network
    --anchors anchors.pem  authorities to trust; without them those inside the container, which proves less
    --locale kk|ru|en`,
  run: (args) => verifyFile(args),
}

/** Checks a container file and tells what it proves. */
export function verifyFile(args: readonly string[]): CommandResult {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: { anchors: { type: 'string' }, locale: { type: 'string', default: 'en' } },
  })
  const [file] = positionals
  const locale = LOCALES.find((one) => one === values.locale)
  if (file === undefined || locale === undefined) return { output: verifyCommand.usage, exitCode: 2 }
  const t = verifyMessages[locale]
  if (!existsSync(file)) return { output: t.noFile(file), exitCode: 2 }
  try {
    const anchors = typeof values.anchors === 'string' ? readAnchors(values.anchors) : undefined
    const report = verifyCase(readFileSync(file), anchors ? { anchors } : {})
    return { output: tellReport(report, locale), exitCode: holds(report) ? 0 : 1 }
  } catch (error) {
    if (error instanceof ContainerError) return { output: t.container[error.code], exitCode: 1 }
    if (error instanceof AnchorsError) return { output: t.anchors(error.message), exitCode: 2 }
    throw error
  }
}

/** An operator who checks training papers names training authorities; the report says so. */
function readAnchors(file: string): TrustAnchors {
  if (!existsSync(file)) throw new AnchorsError(file)
  return parseAnchors(readFileSync(file, 'utf8'), { profile: 'training' })
}

function tellReport(report: CaseReport, locale: Locale): string {
  const t = verifyMessages[locale]
  const { state, regulation, stampedAt, findings } = report
  const zone = regulation?.timeZone ?? 'UTC'
  const moment = (at: Temporal.Instant): string => formatInstant(at, zone, locale)
  const result = regulation?.standard.results.find(({ id }) => id === state?.decision?.result)
  const lines = [
    holds(report) ? t.holds : t.fails,
    ...(report.training ? [t.training] : []),
    '',
    ...(regulation ? [`${t.service}: ${regulation.shortTitle[locale]}`] : []),
    ...(state?.number === undefined ? [] : [`${t.number}: ${state.number}`]),
    ...(state ? [`${t.applicant}: ${state.applicant.name}`] : []),
    ...(state ? [`${t.opened}: ${moment(state.openedAt)}`] : []),
    ...(result ? [`${t.result}: ${result.title[locale]}`] : []),
    ...(stampedAt ? [`${t.stamped}: ${moment(stampedAt)}`] : []),
    `${t.events}: ${report.events}`,
    ...(report.anchorSet === undefined ? [] : [`${t.trusted}: ${report.anchorSet}`]),
    '',
    ...report.signatures.map(
      ({ verdict, signer, purpose, at }) =>
        `  ${t.verdicts[verdict]}  ${t.purposes[purpose] ?? purpose}  ${signer?.name ?? ''}  ${moment(at)}`,
    ),
    ...(findings.length > 0 ? ['', ...findings.map((one) => `- ${describeContainerFinding(one, locale)}`)] : []),
  ]
  return lines.join('\n')
}

import { describeContainerFinding, type ReportSummary } from '@qyzmet/evidence'
import { formatDate, formatInstant, type Locale } from '@qyzmet/regulation'
import { verifyMessages } from './verify-messages.ts'

/** What a container proves, for a person to read. */
export function tellSummary(summary: ReportSummary, locale: Locale): string {
  const t = verifyMessages[locale]
  const moment = (at: string): string => formatInstant(Temporal.Instant.from(at), summary.timeZone, locale)
  const { findings, stampedAt, anchorSet } = summary
  const lines = [
    summary.holds ? t.holds[summary.kind] : t.fails[summary.kind],
    ...(summary.training ? [t.training] : []),
    '',
    ...aboutCase(summary, locale, moment),
    ...aboutPaper(summary, locale),
    ...(stampedAt === undefined ? [] : [`${t.stamped}: ${moment(stampedAt)}`]),
    ...(anchorSet === undefined ? [] : [`${t.trusted}: ${anchorSet}`]),
    '',
    ...summary.signatures.map(({ verdict, signer, purpose, at }) => {
      const who = [signer?.name, signer?.organisation].filter((part) => part !== undefined).join(', ')
      return `  ${t.verdicts[verdict]}  ${t.purposes[purpose] ?? purpose}  ${who}  ${moment(at)}`
    }),
    ...(findings.length > 0 ? ['', ...findings.map((one) => `- ${describeContainerFinding(one, locale)}`)] : []),
  ]
  return lines.join('\n')
}

function aboutCase(summary: ReportSummary, locale: Locale, moment: (at: string) => string): readonly string[] {
  const t = verifyMessages[locale]
  const told = summary.case
  if (!told) return []
  return [
    ...(told.service ? [`${t.service}: ${told.service[locale]}`] : []),
    ...(told.edition === undefined ? [] : [`${t.edition}: ${told.edition}`]),
    ...(told.number === undefined ? [] : [`${t.number}: ${told.number}`]),
    ...(told.applicant === undefined ? [] : [`${t.applicant}: ${told.applicant}`]),
    ...(told.openedAt === undefined ? [] : [`${t.opened}: ${moment(told.openedAt)}`]),
    ...(told.dueOn === undefined ? [] : [`${t.due}: ${formatDate(Temporal.PlainDate.from(told.dueOn), locale)}`]),
    ...(told.result ? [`${t.result}: ${told.result[locale]}`] : []),
    `${t.events}: ${told.events}`,
    `${t.inside}: ${t.parts(told.attachments, told.answers, summary.papers.length)}`,
  ]
}

function aboutPaper({ paper }: ReportSummary, locale: Locale): readonly string[] {
  const t = verifyMessages[locale]
  if (!paper) return []
  return [
    `${t.paper}: ${paper.title[locale]}`,
    `${t.paperNumber}: ${paper.number}`,
    `${t.dated}: ${formatDate(Temporal.PlainDate.from(paper.datedOn), locale)}`,
    `${t.provider}: ${paper.provider[locale]}`,
  ]
}

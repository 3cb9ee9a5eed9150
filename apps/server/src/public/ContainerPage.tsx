import { describeContainerFinding, type ReportSummary } from '@qyzmet/evidence'
import type { JSX } from 'preact'
import { parseCheckCode, printCheckCode } from '../documents/check-code.ts'
import type { VerifiedDocument } from '../documents/documents.ts'
import { formatDate, formatInstant } from '../messages/dates.ts'
import { Alert } from '../ui/Alert.tsx'
import { Heading, Link } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { SummaryList, type SummaryRow } from '../ui/SummaryList.tsx'
import { publicMessages } from './messages/public.ts'

/** What a container proves, and whether what is inside is known to us. */
export interface ContainerView {
  readonly summary: ReportSummary
  /** The paper inside as the public check knows it; undefined when it is not ours, or the container is that of a case. */
  readonly document: VerifiedDocument | undefined
  /** True when this very chain of events, or this very paper, is kept here. */
  readonly isOurs: boolean
}

/** What a container proves, in plain words. Of the people in it only those are named who signed. */
export function CheckedContainer({ view }: { readonly view: ContainerView }): JSX.Element {
  const { locale } = usePage()
  const { summary, document, isOurs } = view
  const t = publicMessages[locale].verify.container
  return (
    <>
      <Heading level={1}>{containerTitle(view, locale)}</Heading>
      <Alert tone={summary.holds ? 'success' : 'danger'}>
        <p>{summary.holds ? t.holdsText : t.failsText}</p>
      </Alert>
      <Alert tone={isOurs ? 'success' : 'warning'}>
        <p>{isOurs ? t.ours[summary.kind] : t.notOurs}</p>
      </Alert>
      {document?.status === 'superseded' ? (
        <Alert tone="warning">
          <p>{publicMessages[locale].verify.supersededText}</p>
        </Alert>
      ) : null}
      {summary.training ? (
        <Alert tone="warning">
          <p>{publicMessages[locale].verify.training}</p>
        </Alert>
      ) : null}
      <Findings summary={summary} />
      <Heading level={2}>{t.inside}</Heading>
      <SummaryList rows={[...caseRows(summary, locale), ...paperRows(view, locale), ...stampRows(summary, locale)]} />
      {document === undefined ? null : (
        <p>
          <Link href={`/${locale}/verify/${document.code}`}>{t.paperPage}</Link>
        </p>
      )}
      <Signatures summary={summary} />
    </>
  )
}

export function containerTitle({ summary }: ContainerView, locale: keyof typeof publicMessages): string {
  const t = publicMessages[locale].verify.container
  return summary.holds ? t.holds[summary.kind] : t.fails[summary.kind]
}

function Findings({ summary }: { readonly summary: ReportSummary }): JSX.Element | null {
  const { locale } = usePage()
  const t = publicMessages[locale].verify.container
  if (summary.findings.length === 0) return null
  return (
    <>
      <Heading level={2}>{t.findings}</Heading>
      <ul class="q-list">
        {summary.findings.map((finding) => (
          <li key={`${finding.code} ${finding.about ?? ''}`}>{describeContainerFinding(finding, locale)}</li>
        ))}
      </ul>
    </>
  )
}

function caseRows({ case: told, papers, timeZone }: ReportSummary, locale: keyof typeof publicMessages): SummaryRow[] {
  if (!told) return []
  const t = publicMessages[locale].verify.container
  return [
    ...(told.service ? [{ label: t.service, value: told.service[locale] }] : []),
    ...(told.edition === undefined ? [] : [{ label: t.edition, value: told.edition }]),
    ...(told.number === undefined ? [] : [{ label: t.number, value: told.number }]),
    ...(told.openedAt === undefined
      ? []
      : [{ label: t.opened, value: formatInstant(Temporal.Instant.from(told.openedAt), timeZone, locale) }]),
    ...(told.dueOn === undefined
      ? []
      : [{ label: t.due, value: formatDate(Temporal.PlainDate.from(told.dueOn), locale) }]),
    ...(told.result ? [{ label: t.result, value: told.result[locale] }] : []),
    { label: t.attachments, value: String(told.attachments) },
    { label: t.answers, value: String(told.answers) },
    { label: t.papers, value: String(papers.length) },
    { label: t.events, value: String(told.events) },
  ]
}

function paperRows({ summary: { paper, papers } }: ContainerView, locale: keyof typeof publicMessages): SummaryRow[] {
  if (!paper) return []
  const t = publicMessages[locale].verify.facts
  const code = parseCheckCode(paper.code)
  return [
    { label: t.kind, value: paper.title[locale] },
    { label: t.number, value: paper.number },
    { label: t.date, value: formatDate(Temporal.PlainDate.from(paper.datedOn), locale) },
    { label: t.provider, value: paper.provider[locale] },
    ...(code ? [{ label: t.code, value: printCheckCode(code) }] : []),
    ...papers.map(({ sha256 }) => ({ label: t.file, value: <code class="q-hash">{sha256}</code> })),
  ]
}

function stampRows({ stampedAt, timeZone }: ReportSummary, locale: keyof typeof publicMessages): SummaryRow[] {
  if (stampedAt === undefined) return []
  const label = publicMessages[locale].verify.container.stamped
  return [{ label, value: formatInstant(Temporal.Instant.from(stampedAt), timeZone, locale) }]
}

/** What citizens sign: they are not named here. */
const CITIZENS: ReadonlySet<string> = new Set(['request', 'co-signature'])

function Signatures({ summary }: { readonly summary: ReportSummary }): JSX.Element {
  const { locale } = usePage()
  const t = publicMessages[locale].verify
  const { signatures, timeZone } = summary
  return (
    <>
      <Heading level={2}>{t.signatures}</Heading>
      {signatures.length === 0 ? <p>{t.noSignatures}</p> : null}
      {signatures.map(({ purpose, signer, verdict, at }) => (
        <SummaryList
          key={`${signer?.serial ?? ''}${at}`}
          rows={[
            { label: t.container.over, value: t.container.purposes[purpose] ?? purpose },
            ...(CITIZENS.has(purpose) ? [] : [{ label: t.signer, value: signer?.name ?? '' }]),
            ...(signer?.organisation === undefined ? [] : [{ label: t.organisation, value: signer.organisation }]),
            { label: t.verdict, value: t.container.verdicts[verdict] },
            { label: t.container.judgedAt, value: formatInstant(Temporal.Instant.from(at), timeZone, locale) },
          ]}
        />
      ))}
    </>
  )
}

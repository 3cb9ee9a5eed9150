import { type OpenedCase, votersToSign } from '@qyzmet/casework'
import type { Locale } from '@qyzmet/regulation'
import type { LoadedCase } from '../cases/case-service.ts'
import { formatDate, formatInstant } from '../messages/dates.ts'
import type { InspectionView, MinutesView } from './case-view.ts'
import { providerMessages } from './messages/provider.ts'

/** The report of the latest inspection, with the signature under its act. */
export function inspectionView(
  { state, edition }: LoadedCase,
  base: string,
  locale: Locale,
): InspectionView | undefined {
  const { inspection } = state
  if (inspection === undefined) return undefined
  const { report, signature, at } = inspection
  return {
    report,
    signature: signature && {
      by: signature.signerName,
      at: formatInstant(at, edition.regulation.timeZone, locale),
      serial: signature.certificateSerial,
      pdf: `${base}/papers/${signature.documentSha256}.pdf`,
      training: signature.training,
    },
  }
}

/** @param sha256 hash of the minutes; undefined while nobody has had them before them */
export function minutesView(
  { state, graph, edition }: LoadedCase,
  sha256: string | undefined,
  base: string,
  locale: Locale,
): MinutesView | undefined {
  const { conclusion } = state
  const step = graph.steps.get(conclusion?.step ?? '')
  if (conclusion === undefined || step === undefined) return undefined
  const lines = state.minutesSignatures.filter((line) => line.step === step.id)
  return {
    pdf: sha256 === undefined ? undefined : `${base}/papers/${sha256}.pdf`,
    container: lines.length === 0 ? undefined : `${base}/minutes`,
    signed: lines.map(({ member, at }) => ({
      name: member.name,
      at: formatInstant(at, edition.regulation.timeZone, locale),
    })),
    missing: votersToSign(state, step).map(({ name }) => name),
  }
}

/** Since when the minutes wait for this person's signature; undefined when they do not. */
export function minutesWait(
  { state, graph, edition }: Pick<LoadedCase, 'graph' | 'edition'> & { readonly state: OpenedCase },
  accountId: string,
  now: Temporal.Instant,
  locale: Locale,
): string | undefined {
  const { conclusion, current } = state
  const step = graph.steps.get(current?.step ?? '')
  if (conclusion === undefined || step === undefined || conclusion.step !== step.id) return undefined
  if (!votersToSign(state, step).some((voter) => voter.accountId === accountId)) return undefined
  const { timeZone } = edition.regulation
  const since = conclusion.at.toZonedDateTimeISO(timeZone).toPlainDate()
  const { days } = now.toZonedDateTimeISO(timeZone).toPlainDate().since(since)
  return providerMessages[locale].vote.waits(formatDate(since, locale, 'ablative'), days)
}

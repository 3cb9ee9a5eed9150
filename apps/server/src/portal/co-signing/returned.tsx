import type { JSX } from 'preact'
import type { Edition } from '../../regulations/editions.ts'
import { Alert } from '../../ui/Alert.tsx'
import { usePage } from '../../ui/page-context.ts'
import { coSigningMessages } from '../messages/co-signing.ts'
import type { CoSigning } from './co-signing.queries.ts'
import { whoIs } from './signer-words.ts'

/** Why the draft came back to its applicant; nothing when it did not. */
export function Returned(props: {
  readonly coSigning: CoSigning | undefined
  readonly edition: Edition
  /** Says a finding about a signature in a sentence. */
  readonly finding: (code: string) => string
}): JSX.Element | null {
  const { locale } = usePage()
  const t = coSigningMessages[locale].returned
  const { coSigning, edition, finding } = props
  const why = coSigning && reasonOf(coSigning, edition, finding, locale)
  if (why === undefined) return null
  return (
    <Alert tone="warning" title={t.title}>
      <p>{why}</p>
      <p>{t.kept}</p>
    </Alert>
  )
}

function reasonOf(
  { outcome, detail, signers }: CoSigning,
  { regulation }: Edition,
  finding: (code: string) => string,
  locale: keyof typeof coSigningMessages,
): string | undefined {
  const t = coSigningMessages[locale].returned
  const names = (some: CoSigning['signers']): string => some.map((one) => whoIs(one, regulation, locale)).join('; ')
  switch (outcome) {
    case undefined:
    case 'complete':
      return undefined
    case 'withdrawn':
      return t.withdrawn
    case 'declined': {
      const refusing = signers.filter(({ declined }) => declined !== undefined)
      return t.declined(names(refusing), refusing[0]?.declined?.reason ?? '')
    }
    case 'expired':
      return t.expired(names(signers.filter(({ signatureId }) => signatureId === undefined)))
    case 'refuted':
      return detail === undefined ? t.refuted : `${t.refuted} ${finding(detail)}`
    case 'failed':
      return t.failed
  }
}

import type { Locale } from '@qyzmet/regulation'
import type { JSX } from 'preact'
import type { ExpectedCertificate } from '../signatures/certificate-rule.ts'
import { Alert } from '../ui/Alert.tsx'
import { BackLink } from '../ui/Navigation.tsx'
import { Heading, Lead } from '../ui/Heading.tsx'
import { usePage } from '../ui/page-context.ts'
import { SignForm } from '../ui/SignForm.tsx'
import { providerMessages } from './messages/provider.ts'

/** The exact bytes, shown in full, and the button that has NCALayer sign them. */
export function SignPage(props: {
  readonly base: string
  readonly number: string
  readonly title: Readonly<Record<Locale, string>>
  /** Hash of the bytes to sign, hexadecimal. */
  readonly sha256: string
  readonly iin: string
  /** The certificate of the organisation that the step asks for; absent: any of the person's own. */
  readonly certificate: ExpectedCertificate | undefined
  readonly ncaLayerUrl: string
  readonly training: boolean
  readonly invalid: string | undefined
}): JSX.Element {
  const { locale } = usePage()
  const t = providerMessages[locale].sign
  const pdf = `${props.base}/papers/${props.sha256}.pdf`
  return (
    <>
      <BackLink href={props.base} />
      <Heading level={1} caption={props.number}>
        {t.title}
      </Heading>
      {props.invalid === undefined ? null : (
        <Alert tone="danger" title={t.invalid} live>
          <p>{props.invalid}</p>
        </Alert>
      )}
      <Lead>{props.title[locale]}</Lead>
      <p>{t.lead}</p>
      <p>
        <a class="ds-link" href={pdf} target="_blank" rel="noopener">
          {t.openPdf}
        </a>
      </p>
      {props.certificate === undefined ? null : <p>{t.certificate(props.certificate.bin)}</p>}
      <SignForm
        action={`${props.base}/sign`}
        name={props.title}
        mediaType="application/pdf"
        documentUrl={pdf}
        sha256={props.sha256}
        iin={props.iin}
        certificate={props.certificate}
        ncaLayerUrl={props.ncaLayerUrl}
        training={props.training}
        button={t.button}
      />
    </>
  )
}
